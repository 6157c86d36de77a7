/* SPDX-License-Identifier: GPL-2.0-only */
#error "uchar.h: char16_t and char32_t conversions are not supported"
