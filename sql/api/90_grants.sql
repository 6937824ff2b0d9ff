-- SPDX-License-Identifier: MIT
-- Last: nobody but officials executes the api, and nobody but the owners of the
-- write functions executes their helpers.

revoke execute on all functions in schema api from public;
revoke execute on all functions in schema kstt from public;
grant execute on all functions in schema api to kstt_official;
grant usage on all sequences in schema kstt to kstt_api;
