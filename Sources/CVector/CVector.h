// Sixteen bytes looked at together: the few steps for which Swift's own vectors have no single instruction.
//
// A bit of a mask stands for a byte, the lowest for the first. Where there is no SSE2, a plain loop says the same.
#pragma once
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// What sixteen bytes hold: a mask of those that end plain text, and one of those beyond ASCII.
struct chatcore_window {
    uint32_t stops;
    uint32_t high;
};

#if defined(__SSE2__)

typedef __m128i chatcore_sixteen;

static inline chatcore_sixteen chatcore_load(const uint8_t *from) { return _mm_loadu_si128((const __m128i *)from); }
static inline void chatcore_store(chatcore_sixteen bytes, uint8_t *to) { _mm_storeu_si128((__m128i *)to, bytes); }

static inline __m128i chatcore_equal(__m128i bytes, char byte) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)); }
/// Marks bytes up to `most`, unsigned.
static inline __m128i chatcore_up_to(__m128i bytes, char most) {
    return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(most)), bytes);
}
static inline uint32_t chatcore_mask(__m128i marks) { return (uint32_t)_mm_movemask_epi8(marks); }

#else

typedef struct { uint8_t bytes[16]; } chatcore_sixteen;

static inline chatcore_sixteen chatcore_load(const uint8_t *from) {
    chatcore_sixteen bytes;
    memcpy(&bytes, from, 16);
    return bytes;
}
static inline void chatcore_store(chatcore_sixteen bytes, uint8_t *to) { memcpy(to, &bytes, 16); }

#endif

/// Looks at sixteen bytes of a JSON string and copies them: a quote, a backslash and a control character end plain text.
static inline struct chatcore_window chatcore_copy_json(const uint8_t *from, uint8_t *to) {
    chatcore_sixteen bytes = chatcore_load(from);
    chatcore_store(bytes, to);
    struct chatcore_window window;
#if defined(__SSE2__)
    __m128i stops = _mm_or_si128(_mm_or_si128(chatcore_equal(bytes, '"'), chatcore_equal(bytes, '\\')), chatcore_up_to(bytes, 0x1F));
    window.stops = chatcore_mask(stops);
    window.high = chatcore_mask(bytes);
#else
    window.stops = window.high = 0;
    for (int i = 0; i < 16; i++) {
        uint8_t byte = bytes.bytes[i];
        window.stops |= (uint32_t)(byte == '"' || byte == '\\' || byte < 0x20) << i;
        window.high |= (uint32_t)(byte >> 7) << i;
    }
#endif
    return window;
}

/// Looks at sixteen bytes of XML text and copies them: `<`, `&`, `>` and a control character other than a tab or a line
/// feed end plain text, and a byte that U+FFFE and U+FFFF begin with, if they are asked for.
static inline struct chatcore_window chatcore_copy_xml(const uint8_t *from, uint8_t *to, int noncharacters) {
    chatcore_sixteen bytes = chatcore_load(from);
    chatcore_store(bytes, to);
    struct chatcore_window window;
#if defined(__SSE2__)
    // `<` and `>` differ in one bit.
    __m128i marks = _mm_or_si128(chatcore_equal(_mm_or_si128(bytes, _mm_set1_epi8(0x02)), '>'), chatcore_equal(bytes, '&'));
    __m128i plain = _mm_or_si128(chatcore_equal(bytes, '\n'), chatcore_equal(bytes, '\t'));
    if (noncharacters) marks = _mm_or_si128(marks, chatcore_equal(bytes, (char)0xEF));
    window.stops = chatcore_mask(_mm_or_si128(marks, _mm_andnot_si128(plain, chatcore_up_to(bytes, 0x1F))));
    window.high = chatcore_mask(bytes);
#else
    window.stops = window.high = 0;
    for (int i = 0; i < 16; i++) {
        uint8_t byte = bytes.bytes[i];
        int control = byte < 0x20 && byte != '\n' && byte != '\t';
        window.stops |= (uint32_t)(byte == '<' || byte == '>' || byte == '&' || control || (noncharacters && byte == 0xEF)) << i;
        window.high |= (uint32_t)(byte >> 7) << i;
    }
#endif
    return window;
}

/// Whether the first `count` bytes, at most sixteen, are the same at both places, from where sixteen must be readable.
static inline int chatcore_same(const uint8_t *one, const uint8_t *other, size_t count) {
#if defined(__SSE2__)
    uint32_t same = chatcore_mask(_mm_cmpeq_epi8(chatcore_load(one), chatcore_load(other)));
    return (~same & ((1u << count) - 1)) == 0;
#else
    return memcmp(one, other, count) == 0;
#endif
}

/// Whether bytes are valid UTF-8 (RFC 3629), and none of them U+FFFE or U+FFFF if those are not allowed. Sixteen bytes
/// behind the last must be readable; what they hold does not matter.
static inline int chatcore_is_utf8(const uint8_t *from, size_t count, int noncharacters) {
#if defined(__SSE2__)
    static const uint8_t ends[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    __m128i wrong = _mm_setzero_si128(), before = _mm_setzero_si128();
    for (size_t place = 0; place <= count; place += 16) {
        __m128i bytes = chatcore_load(from + place);
        // Zeros behind the end: a sequence that is cut off meets one of them.
        if (count - place < 16) bytes = _mm_and_si128(bytes, chatcore_load(ends + 16 - (count - place)));
        __m128i one = _mm_or_si128(_mm_slli_si128(bytes, 1), _mm_srli_si128(before, 15));
        __m128i two = _mm_or_si128(_mm_slli_si128(bytes, 2), _mm_srli_si128(before, 14));
        __m128i three = _mm_or_si128(_mm_slli_si128(bytes, 3), _mm_srli_si128(before, 13));
        before = bytes;
        // The bytes that continue a sequence, 80 to BF, are those below C0 as signed numbers; signed comparisons of such
        // bytes among each other are right too.
        __m128i continues = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0));
        // Lead bytes from C0, E0 and F0 on want one, two and three of them.
        __m128i wanted = _mm_or_si128(
            _mm_or_si128(_mm_subs_epu8(one, _mm_set1_epi8((char)0xBF)), _mm_subs_epu8(two, _mm_set1_epi8((char)0xDF))),
            _mm_subs_epu8(three, _mm_set1_epi8((char)0xEF)));
        wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(continues, _mm_cmpeq_epi8(wanted, _mm_setzero_si128())));
        // C0 and C1 would be overlong, from F5 on nothing is a character.
        wrong = _mm_or_si128(wrong, chatcore_equal(_mm_and_si128(bytes, _mm_set1_epi8((char)0xFE)), (char)0xC0));
        wrong = _mm_or_si128(wrong, _mm_subs_epu8(bytes, _mm_set1_epi8((char)0xF4)));
        // Second bytes: overlong behind E0 and F0, a surrogate behind ED, past the last character behind F4.
        __m128i low = _mm_or_si128(
            _mm_and_si128(chatcore_equal(one, (char)0xE0), _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xA0))),
            _mm_and_si128(chatcore_equal(one, (char)0xF0), _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0x90))));
        __m128i high = _mm_or_si128(
            _mm_and_si128(chatcore_equal(one, (char)0xED), _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0x9F))),
            _mm_and_si128(chatcore_equal(one, (char)0xF4), _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0x8F))));
        wrong = _mm_or_si128(wrong, _mm_or_si128(low, high));
        if (!noncharacters) {
            __m128i last = _mm_and_si128(chatcore_equal(two, (char)0xEF), chatcore_equal(one, (char)0xBF));
            wrong = _mm_or_si128(wrong, _mm_and_si128(last, _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xBD))));
        }
    }
    return chatcore_mask(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) == 0xFFFF;
#else
    for (size_t place = 0; place < count;) {
        uint8_t lead = from[place++];
        if (lead < 0x80) continue;
        int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || count - place < (size_t)more) return 0;
        uint8_t next = from[place];
        if ((lead == 0xE0 && next < 0xA0) || (lead == 0xF0 && next < 0x90) || (lead == 0xED && next > 0x9F) || (lead == 0xF4 && next > 0x8F)) return 0;
        if (!noncharacters && lead == 0xEF && next == 0xBF && from[place + 1] >= 0xBE) return 0;
        for (; more > 0; more--)
            if ((from[place++] & 0xC0) != 0x80) return 0;
    }
    return 1;
#endif
}

/// Looks at sixteen bytes of XML text and copies them to where JSON is written: whatever is plain in both forms goes on.
static inline struct chatcore_window chatcore_copy_xml_as_json(const uint8_t *from, uint8_t *to) {
    chatcore_sixteen bytes = chatcore_load(from);
    chatcore_store(bytes, to);
    struct chatcore_window window;
#if defined(__SSE2__)
    __m128i marks = _mm_or_si128(chatcore_equal(_mm_or_si128(bytes, _mm_set1_epi8(0x02)), '>'), chatcore_equal(bytes, '&'));
    __m128i quotes = _mm_or_si128(chatcore_equal(bytes, '"'), chatcore_equal(bytes, '\\'));
    window.stops = chatcore_mask(_mm_or_si128(_mm_or_si128(marks, quotes), chatcore_up_to(bytes, 0x1F)));
    window.high = chatcore_mask(bytes);
#else
    window.stops = window.high = 0;
    for (int i = 0; i < 16; i++) {
        uint8_t byte = bytes.bytes[i];
        window.stops |= (uint32_t)(byte == '<' || byte == '>' || byte == '&' || byte == '"' || byte == '\\' || byte < 0x20) << i;
        window.high |= (uint32_t)(byte >> 7) << i;
    }
#endif
    return window;
}
