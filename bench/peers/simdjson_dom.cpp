// simdjson, DOM: the document becomes a tape, which is then copied into the structs.
#include <simdjson.h>

#include "contender.hpp"
#include "in_order.hpp"

using namespace simdjson;

namespace {

struct Reader {
    using From = dom::element;

    struct Cursor {
        dom::object::iterator at, end;

        explicit Cursor(dom::object object) : at(object.begin()), end(object.end()) {}
        FORCE_INLINE bool more() const { return at != end; }
        FORCE_INLINE bool is(const Name &name) const { return at.key_equals(name.text); }
        std::string_view name() const { return at.key(); }
        FORCE_INLINE void next() { ++at; }
        template <class T> FORCE_INLINE void read(T &to) { Reader::read(at.value(), to); }
    };

    static void read(From from, int32_t &value) { value = static_cast<int32_t>(int64_t(from.get_int64())); }
    static void read(From from, int16_t &value) { value = static_cast<int16_t>(int64_t(from.get_int64())); }
    static void read(From from, bool &value) { value = from.get_bool(); }
    static void read(From from, double &value) { value = from.get_double(); }
    static void read(From from, DateTime &value) {
        if (!parse_date(from.get_string(), value)) fail("not a date");
    }
    template <Enumeration E> static void read(From from, E &value) { parse_enum(from.get_string(), value); }
    static void read(From from, std::optional<std::string> &value) {
        std::string_view text;
        if (from.get_string().get(text) == SUCCESS)
            value.emplace(text);
        else if (!from.is_null())
            fail("not a string");
    }
    template <Record T> static void read(From from, T &record) {
        Cursor cursor(from.get_object());
        read_record<false>(record, cursor);
    }
    template <ListType T> static void read(From from, T &list) {
        const dom::array items = from.get_array();
        list.items.reserve(items.size());
        for (From item : items) read(item, list.items.emplace_back());
    }
    template <DictionaryType T> static void read(From from, T &dictionary) {
        const dom::object members = from.get_object();
        dictionary.pairs.reserve(members.size());
        for (auto [key, value] : members) {
            auto &pair = dictionary.pairs.emplace_back();
            pair.key = key;
            read(value, pair.value);
        }
    }
    template <class T> static void read(From from, std::optional<T> &holder) {
        if (!from.is_null()) read(from, emplace(holder));
    }
    template <class T> static void read(From from, std::unique_ptr<T> &holder) {
        if (!from.is_null()) read(from, emplace(holder));
    }
};

}  // namespace

int main(int, char **arguments) {
    padded_string corpus;
    dom::parser parser;
    Sessions sessions;
    return contend({decoder(
        "json-in", [&] { corpus = padded_string(read_file(arguments[1])); },
        [&] {
            sessions.clear();
            for (dom::element session : parser.parse(corpus).get_array()) Reader::read(session, sessions.emplace_back());
        },
        [&] { return checksum_of(sessions); })});
}
