-- name: feedback_passed_counts()
-- SPDX-License-Identifier: MIT
-- How many records that my units passed on nobody has accepted yet, how many of these are late, and how many times this
-- year anything was passed on (1000: that many or more).
select c.waiting as waiting, c.late as late, c.passed as passed
from kstt.feedback_passed_counts() c;
