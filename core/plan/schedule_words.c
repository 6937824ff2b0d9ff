/* SPDX-License-Identifier: MIT */
/*
 * The syllables that administrative Vietnamese puts around a date ("kể từ ngày
 * nhận đủ hồ sơ hợp lệ"), folded. A date is believed only when every word beside
 * it is known: a word that is missing here costs a question to the official, a
 * word too many could make a date out of nonsense. So no negation stands here
 * (không, chưa, trừ): it would turn the meaning round unseen.
 */
#include "plan/schedule_parse.h"

#include <stdlib.h>
#include <string.h>

/* What a plan does until a date; they open a clause and say no time. */
const char schedule_verbs[] =
    "hoan thanh|hoan thien|hoan chinh|xong|bao cao|gui|nop|trinh|ban hanh|to "
    "chuc|trien khai|"
    "thuc hien|tu kiem tra|kiem tra|ra soat|tong hop|so ket|tong ket|duy tri|cap nhat|"
    "cong bo|cong khai|tu danh gia|danh gia|tham muu|xay dung|phe duyet|tien hanh|tham "
    "dinh|"
    "gop y|lay y kien|dang tai|niem yet|phoi hop|don doc|giam sat|thanh tra|tap huan|"
    "tuyen truyen|quan triet|pho bien|chuan bi|du thao|dang ky|giai quyet|xu ly|tiep "
    "nhan|"
    "so hoa|khac phuc|khao sat|thong ke|cung cap|thong bao|ket thuc|phan dau|dam bao|"
    "bao dam|theo doi|huong dan|cham diem|kien toan|lap|theo bao cao";

static const char *const known[] = {
    "an",     "anh",    "ap",     "bach",  "bai",    "ban",    "bang",   "bao",
    "bat",    "bc",     "bcd",    "bien",  "bieu",   "bnv",    "bo",     "boi",
    "bqlkkt", "btc",    "btp",    "buoi",  "buu",    "ca",     "cac",    "cach",
    "cai",    "can",    "cao",    "cap",   "cat",    "cau",    "cchc",   "cddt",
    "cham",   "chan",   "chat",   "che",   "chi",    "chia",   "chieu",  "chinh",
    "chiu",   "cho",    "chong",  "chot",  "chu",    "chuan",  "chuc",   "chung",
    "chuong", "chuyen", "co",     "cong",  "cp",     "csdl",   "csdlqg", "ct",
    "cu",     "cua",    "cuc",    "cung",  "cuoc",   "cuoi",   "cuong",  "cuu",
    "cv",     "da",     "dac",    "dai",   "dam",    "dan",    "dang",   "danh",
    "dao",    "dap",    "dat",    "dau",   "day",    "de",     "den",    "di",
    "dia",    "dich",   "diem",   "dien",  "dieu",   "dinh",   "do",     "doan",
    "doanh",  "doc",    "doi",    "don",   "dong",   "dot",    "du",     "dua",
    "dung",   "duoc",   "duong",  "duy",   "duyet",  "dvc",    "dvctt",  "gap",
    "gay",    "gddt",   "ghi",    "gia",   "giai",   "giam",   "gian",   "giao",
    "giay",   "gioi",   "giu",    "giua",  "gon",    "gop",    "gtvt",   "gui",
    "hai",    "ham",    "han",    "hang",  "hanh",   "hd",     "hdnd",   "he",
    "hen",    "hien",   "hieu",   "hinh",  "ho",     "hoa",    "hoac",   "hoach",
    "hoan",   "hoat",   "hoc",    "hoi",   "hon",    "hong",   "hop",    "huan",
    "huong",  "huy",    "huyen",  "ich",   "it",     "ke",     "kem",    "ket",
    "kh",     "khac",   "khai",   "khan",  "khao",   "khau",   "khcn",   "khdt",
    "khi",    "khieu",  "kho",    "khoa",  "khoan",  "khu",    "kiem",   "kien",
    "kinh",   "kip",    "kstthc", "kt",    "ky",     "la",     "lai",    "lam",
    "lan",    "lang",   "lanh",   "lao",   "lap",    "lay",    "ldtbxh", "le",
    "len",    "lich",   "lien",   "lieu",  "linh",   "lo",     "loai",   "loi",
    "lop",    "luat",   "luc",    "luong", "luu",    "ly",     "mac",    "mang",
    "manh",   "mat",    "mau",    "minh",  "mo",     "moi",    "mon",    "mot",
    "mua",    "muc",    "muon",   "muu",   "nam",    "nang",   "nay",    "nc",
    "nd",     "neu",    "ngan",   "nganh", "ngay",   "nghe",   "nghi",   "nghia",
    "nghiem", "nghien", "nghiep", "ngoai", "nguoi",  "nguon",  "nguyen", "nha",
    "nham",   "nhan",   "nhanh",  "nhap",  "nhat",   "nhiem",  "nhieu",  "nhu",
    "nhung",  "niem",   "nnptnt", "noi",   "nop",    "nq",     "nu",     "nuoc",
    "pa",     "pakn",   "phai",   "pham",  "phan",   "phap",   "phat",   "phe",
    "phep",   "phi",    "phich",  "phieu", "pho",    "phoi",   "phong",  "phu",
    "phuc",   "phuong", "pvhcc",  "qd",    "qg",     "qh",     "qppl",   "qua",
    "quan",   "quoc",   "quy",    "quyen", "quyet",  "ra",     "ro",     "rut",
    "sac",    "sach",   "san",    "sat",   "sau",    "se",     "sinh",   "sngv",
    "snv",    "so",     "soan",   "soat",  "son",    "song",   "stp",    "stt",
    "su",     "sua",    "sung",   "suot",  "tac",    "tai",    "tam",    "tang",
    "tao",    "tap",    "tat",    "tb",    "tcbc",   "te",     "thac",   "thai",
    "tham",   "than",   "thang",  "thanh", "thao",   "thap",   "that",   "thay",
    "the",    "theo",   "thi",    "thien", "thiet",  "thieu",  "thoai",  "thoi",
    "thong",  "thu",    "thua",   "thuan", "thuc",   "thue",   "thuoc",  "thuong",
    "thuy",   "tich",   "tien",   "tieng", "tiep",   "tiet",   "tieu",   "tim",
    "tin",    "tinh",   "tnmt",   "to",    "toa",    "toan",   "toi",    "tong",
    "tot",    "tra",    "trach",  "trai",  "tran",   "trang",  "tranh",  "tren",
    "tri",    "trien",  "trinh",  "tro",   "trong",  "truc",   "trung",  "truoc",
    "truong", "truyen", "tt",     "ttdt",  "ttdvdn", "ttg",    "tthc",   "ttpvhcc",
    "ttr",    "tttt",   "tu",     "tuan",  "tuc",    "tung",   "tuong",  "tuy",
    "tuyen",  "tuyet",  "tw",     "ty",    "ubnd",   "ung",    "uong",   "uu",
    "uy",     "va",     "van",    "vao",   "vb",     "vbqppl", "ve",     "vhttdl",
    "vi",     "viec",   "vien",   "viet",  "vn",     "voi",    "vong",   "vpcp",
    "vpub",   "vt",     "vu",     "vuc",   "vung",   "vuong",  "xa",     "xac",
    "xay",    "xd",     "xem",    "xep",   "xet",    "xin",    "xu",     "xuat",
    "xuong",  "xuyen",  "y",      "yet",   "yeu",
};

static int compare_words(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

bool schedule_knows_word(const char *word)
{
	return bsearch(word, known, sizeof(known) / sizeof(known[0]), sizeof(known[0]),
		       compare_words) != NULL;
}
