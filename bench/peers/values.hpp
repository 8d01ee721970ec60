// What all peers share: the value types, dates and enums as text, and the checksum. No peer's own work is in here.
#pragma once
#include <charconv>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#define FORCE_INLINE inline __attribute__((always_inline))

// A field's name, and the same as the beginning of a JSON member.
struct Name {
    std::string_view text;
    std::string_view quoted;
};
#define NAME(text) (Name{std::string_view{text, sizeof(text) - 1}, std::string_view{"\"" text "\"", sizeof(text) + 1}})

template <class T> struct EnumShape;
template <class T> struct RecordShape;
struct NamedNumber {
    std::string_view name;
    int32_t number;
};

[[noreturn]] inline void fail(const char *what) { throw std::runtime_error(what); }

// Dates ---------------------------------------------------------------

struct DateTime {
    static constexpr int32_t utc = 0x7ffe, none = 0x7fff;
    int64_t ticks = 0;     // 100 ns since 0001-01-01T00:00:00 on the clock that it is written in
    int32_t zone = none;   // minutes, or one of the above
};

inline int64_t days_before(int64_t year, unsigned month, unsigned day) {
    year -= month <= 2;
    const int64_t era = year / 400, of_era = year - era * 400;
    const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 306;  // 0001-01-01 is day 0
}

inline bool digits(const char *from, int count, unsigned &number) {
    number = 0;
    for (int i = 0; i < count; i++) {
        const unsigned digit = static_cast<unsigned char>(from[i]) - '0';
        if (digit > 9) return false;
        number = number * 10 + digit;
    }
    return true;
}

inline bool parse_date(std::string_view text, DateTime &date) {
    unsigned year, month, day, hour, minute, second;
    const char *p = text.data(), *end = p + text.size();
    if (text.size() < 19 || p[4] != '-' || p[7] != '-' || p[10] != 'T' || p[13] != ':' || p[16] != ':') return false;
    if (!digits(p, 4, year) || !digits(p + 5, 2, month) || !digits(p + 8, 2, day) || !digits(p + 11, 2, hour) ||
        !digits(p + 14, 2, minute) || !digits(p + 17, 2, second))
        return false;
    if (month - 1 > 11 || day - 1 > 30 || hour > 23 || minute > 59 || second > 59 || year == 0) return false;
    p += 19;
    int64_t fraction = 0;
    if (p < end && *p == '.') {
        int64_t unit = 1000000;
        for (p++; p < end && *p >= '0' && *p <= '9'; p++, unit /= 10) fraction += (*p - '0') * unit;
    }
    date.ticks = ((days_before(year, month, day) * 24 + hour) * 60 + minute) * 600000000LL + second * 10000000LL + fraction;
    date.zone = DateTime::none;
    if (p == end) return true;
    if (*p == 'Z') {
        date.zone = DateTime::utc;
        return p + 1 == end;
    }
    unsigned hours, minutes;
    if (end - p != 6 || (*p != '+' && *p != '-') || p[3] != ':' || !digits(p + 1, 2, hours) || !digits(p + 4, 2, minutes)) return false;
    const int32_t offset = static_cast<int32_t>(hours * 60 + minutes);
    date.zone = *p == '-' ? -offset : offset;
    return true;
}

inline char *put_digits(char *to, unsigned number, int count) {
    for (int i = count - 1; i >= 0; i--, number /= 10) to[i] = static_cast<char>('0' + number % 10);
    return to + count;
}

// Writes at most 33 characters and answers how many.
inline size_t print_date(char *to, const DateTime &date) {
    char *p = to;
    const int64_t seconds = date.ticks / 10000000;
    const unsigned fraction = static_cast<unsigned>(date.ticks % 10000000), of_day = static_cast<unsigned>(seconds % 86400);
    const int64_t days = seconds / 86400 + 306;
    const int64_t era = days / 146097, of_era = days - era * 146097;
    const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const unsigned of_year = static_cast<unsigned>(of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
    const unsigned shifted = (5 * of_year + 2) / 153, day = of_year - (153 * shifted + 2) / 5 + 1, month = shifted < 10 ? shifted + 3 : shifted - 9;
    p = put_digits(p, static_cast<unsigned>(year_of_era + era * 400 + (month <= 2)), 4);
    *p++ = '-';
    p = put_digits(p, month, 2);
    *p++ = '-';
    p = put_digits(p, day, 2);
    *p++ = 'T';
    p = put_digits(p, of_day / 3600, 2);
    *p++ = ':';
    p = put_digits(p, of_day / 60 % 60, 2);
    *p++ = ':';
    p = put_digits(p, of_day % 60, 2);
    if (fraction != 0) {
        *p++ = '.';
        p = put_digits(p, fraction, 7);
        while (p[-1] == '0') p--;
    }
    if (date.zone == DateTime::utc) *p++ = 'Z';
    if (date.zone != DateTime::utc && date.zone != DateTime::none) {
        const unsigned offset = static_cast<unsigned>(date.zone < 0 ? -date.zone : date.zone);
        *p++ = date.zone < 0 ? '-' : '+';
        p = put_digits(p, offset / 60, 2);
        *p++ = ':';
        p = put_digits(p, offset % 60, 2);
    }
    return static_cast<size_t>(p - to);
}

// Enums ---------------------------------------------------------------

template <class E> concept Enumeration = std::is_enum_v<E>;

// `separators` stand between flags: ", " in JSON, white space in XML.
template <Enumeration E> void parse_enum(std::string_view text, E &value) {
    int32_t number = 0;
    if constexpr (EnumShape<E>::flags) {
        size_t at = 0;
        while (at < text.size()) {
            if (text[at] == ' ' || text[at] == ',') {
                at++;
                continue;
            }
            size_t end = at;
            while (end < text.size() && text[end] != ' ' && text[end] != ',') end++;
            int32_t flag = 0;
            if (!EnumShape<E>::parse(text.substr(at, end - at), flag)) fail("unknown flag");
            number |= flag;
            at = end;
        }
    } else if (!EnumShape<E>::parse(text, number)) {
        fail("unknown enum value");
    }
    value = static_cast<E>(number);
}

// The text of an enum; flags are put together in `buffer`, which is large enough for all of them.
using EnumBuffer = char[512];
template <Enumeration E> std::string_view print_enum(E value, std::string_view separator, EnumBuffer &buffer) {
    const int32_t number = static_cast<int32_t>(value);
    if constexpr (!EnumShape<E>::flags) return EnumShape<E>::name(number);
    if (const std::string_view one = EnumShape<E>::name(number); !one.empty()) return number == 0 && separator == " " ? std::string_view{} : one;
    size_t size = 0;
    for (const NamedNumber &flag : EnumShape<E>::first_names) {
        if (flag.number == 0 || (number & flag.number) != flag.number) continue;
        if (size != 0) size += separator.copy(buffer + size, separator.size());
        size += flag.name.copy(buffer + size, flag.name.size());
    }
    return {buffer, size};
}

// Numbers as XML text -------------------------------------------------

template <class N> void parse_number(std::string_view text, N &number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) fail("not a number");
}

// Holders: std::optional and std::unique_ptr alike --------------------

template <class T> T &emplace(std::optional<T> &holder) { return holder.emplace(); }
template <class T> T &emplace(std::unique_ptr<T> &holder) { return *(holder = std::make_unique<T>()); }

template <class T> concept Record = requires { RecordShape<T>::count; };
template <class T> concept ListType = requires(T list) { list.items; };
template <class T> concept DictionaryType = requires(T dictionary) { dictionary.pairs; };

template <class V, class T> FORCE_INLINE void visit_in_json_order(V &visitor, T &value) {
    RecordShape<std::remove_const_t<T>>::own(visitor, value);
    RecordShape<std::remove_const_t<T>>::rights(visitor, value);
}
template <class V, class T> FORCE_INLINE void visit_in_xml_order(V &visitor, T &value) {
    RecordShape<std::remove_const_t<T>>::rights(visitor, value);
    RecordShape<std::remove_const_t<T>>::own(visitor, value);
}

// Index of the field called `name`: the one after the last is tried first.
template <Record T> FORCE_INLINE int find_field(std::string_view name, int expected) {
    if (expected < RecordShape<T>::count && RecordShape<T>::names[expected].text == name) return expected;
    return RecordShape<T>::find(name);
}

// Checksum (README.md) ------------------------------------------------

struct Checksum {
    uint64_t value = 0xcbf29ce484222325u;

    void bytes(const void *data, size_t size) {
        const auto *p = static_cast<const unsigned char *>(data);
        for (size_t i = 0; i < size; i++) value = (value ^ p[i]) * 0x100000001b3u;
    }
    void number(int64_t number) { bytes(&number, 8); }
    void byte(unsigned char byte) { bytes(&byte, 1); }
    void count(size_t count) { number(static_cast<int64_t>(count)); }
    void key(std::string_view text) {
        count(text.size());
        bytes(text.data(), text.size());
    }

    void add(int32_t value) { number(value); }
    void add(int16_t value) { number(value); }
    void add(bool value) { byte(value ? 1 : 0); }
    void add(double value) { bytes(&value, 8); }
    void add(const DateTime &date) {
        number(date.ticks);
        number(date.zone);
    }
    void add(std::string_view text) { key(text); }
    void add(const std::string &text) { key(text); }
    template <Enumeration E> void add(E value) { number(static_cast<int64_t>(value)); }
    template <Record T> void add(const T &record) { visit_in_json_order(*this, record); }
    template <ListType T> void add(const T &list) {
        count(list.items.size());
        for (const auto &item : list.items) add(item);
    }
    template <DictionaryType T> void add(const T &dictionary) {
        count(dictionary.pairs.size());
        for (const auto &pair : dictionary.pairs) {
            key(pair.key);
            add(pair.value);
        }
    }
    template <class H> void holder(const H &holder) {
        byte(holder ? 0x01 : 0xff);
        if (holder) add(*holder);
    }
    template <class T> void add(const std::optional<T> &value) { holder(value); }
    template <class T> void add(const std::unique_ptr<T> &value) { holder(value); }
    template <class T> void field(const Name &, const T &value) { add(value); }
};

template <class Sessions> uint64_t checksum_of(const Sessions &sessions) {
    Checksum sum;
    sum.count(sessions.size());
    for (const auto &session : sessions) sum.add(session);
    return sum.value;
}
