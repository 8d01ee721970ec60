// Typed values as the text of an XML element, the same for both XML libraries; gSOAP has its own.
#pragma once
#include "model.hpp"

inline constexpr char soap_namespace[] = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr char service_namespace[] = "http://www.superoffice.net/ws/crm/NetServer/Services88";
inline constexpr char instance_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";

template <class T> concept Scalar = std::is_arithmetic_v<T> || std::is_same_v<T, DateTime> || std::is_same_v<T, std::string> || Enumeration<T>;

inline void parse_text(std::string_view text, int32_t &value) { parse_number(text, value); }
inline void parse_text(std::string_view text, int16_t &value) { parse_number(text, value); }
inline void parse_text(std::string_view text, double &value) { parse_number(text, value); }
inline void parse_text(std::string_view text, bool &value) {
    value = text == "true" || text == "1";
    if (!value && text != "false" && text != "0") fail("not a boolean");
}
inline void parse_text(std::string_view text, DateTime &value) {
    if (!parse_date(text, value)) fail("not a date");
}
inline void parse_text(std::string_view text, std::string &value) { value = text; }
template <Enumeration E> void parse_text(std::string_view text, E &value) { parse_enum(text, value); }

// The text of a value, zero-terminated, in `buffer` or, for a string, where it is.
using TextBuffer = EnumBuffer;
template <class N> requires std::is_arithmetic_v<N> std::string_view print_text(N value, TextBuffer &buffer) {
    char *end = std::to_chars(buffer, buffer + sizeof buffer - 1, value).ptr;
    *end = 0;
    return {buffer, static_cast<size_t>(end - buffer)};
}
inline std::string_view print_text(bool value, TextBuffer &) { return value ? "true" : "false"; }
inline std::string_view print_text(const DateTime &value, TextBuffer &buffer) {
    const size_t size = print_date(buffer, value);
    buffer[size] = 0;
    return {buffer, size};
}
inline std::string_view print_text(const std::string &value, TextBuffer &) { return value; }
template <Enumeration E> std::string_view print_text(E value, TextBuffer &buffer) {
    const std::string_view text = print_enum(value, " ", buffer);
    if (text.data() == buffer) buffer[text.size()] = 0;
    return text.empty() ? std::string_view{""} : text;
}
