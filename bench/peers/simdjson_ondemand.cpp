// simdjson, On Demand: one pass over each object, keys compared raw, every value taken as its type.
#include <simdjson.h>

#include "contender.hpp"
#include "in_order.hpp"

using namespace simdjson;

namespace {

struct Reader {
    using From = ondemand::value;

    struct Cursor {
        ondemand::object_iterator at, end;
        ondemand::raw_json_string key;
        From value;
        bool have = false;

        explicit Cursor(ondemand::object &object) : at(object.begin()), end(object.end()) { load(); }
        FORCE_INLINE void load() {
            have = at != end;
            if (!have) return;
            ondemand::field field = *at;
            key = field.key();
            value = field.value();
        }
        bool more() const { return have; }
        FORCE_INLINE bool is(const Name &name) const { return key.unsafe_is_equal(name.text); }
        std::string_view name() const {  // until the quote; no key of ours has an escape
            return {key.raw(), static_cast<size_t>(strchr(key.raw(), '"') - key.raw())};
        }
        FORCE_INLINE void next() {
            ++at;
            load();
        }
        template <class T> FORCE_INLINE void read(T &to) { Reader::read(value, to); }
    };

    static void read(From &from, int32_t &value) { value = static_cast<int32_t>(int64_t(from.get_int64())); }
    static void read(From &from, int16_t &value) { value = static_cast<int16_t>(int64_t(from.get_int64())); }
    static void read(From &from, bool &value) { value = from.get_bool(); }
    static void read(From &from, double &value) { value = from.get_double(); }
    static void read(From &from, DateTime &value) {
        if (!parse_date(from.get_string(), value)) fail("not a date");
    }
    template <Enumeration E> static void read(From &from, E &value) { parse_enum(from.get_string(), value); }
    static void read(From &from, std::optional<std::string> &value) {
        std::string_view text;
        if (from.get_string().get(text) == SUCCESS)
            value.emplace(text);
        else if (!from.is_null())
            fail("not a string");
    }
    template <Record T> static void read(From &from, T &record) {
        ondemand::object object = from.get_object();
        Cursor cursor(object);
        read_record<false>(record, cursor);
    }
    template <ListType T> static void read(From &from, T &list) {
        for (From item : from.get_array()) read(item, list.items.emplace_back());
    }
    template <DictionaryType T> static void read(From &from, T &dictionary) {
        for (auto field : from.get_object()) {
            auto &pair = dictionary.pairs.emplace_back();
            pair.key = std::string_view(field.unescaped_key());
            From value = field.value();
            read(value, pair.value);
        }
    }
    template <class T> static void read(From &from, std::optional<T> &holder) {
        if (!from.is_null()) read(from, emplace(holder));
    }
    template <class T> static void read(From &from, std::unique_ptr<T> &holder) {
        if (!from.is_null()) read(from, emplace(holder));
    }
};

}  // namespace

int main(int, char **arguments) {
    padded_string corpus;
    ondemand::parser parser;
    Sessions sessions;
    return contend({decoder(
        "json-in", [&] { corpus = padded_string(read_file(arguments[1])); },
        [&] {
            sessions.clear();
            ondemand::document document = parser.iterate(corpus);
            for (ondemand::value session : document.get_array()) Reader::read(session, sessions.emplace_back());
        },
        [&] { return checksum_of(sessions); })});
}
