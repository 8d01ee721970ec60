// json-c: its tree copied into the structs, and a tree made from the structs and printed.
#include <json-c/json.h>

#include "contender.hpp"
#include "in_order.hpp"

namespace {

struct Reader {
    using From = json_object *;

    struct Cursor {
        lh_entry *at;

        explicit Cursor(From object) : at(json_object_get_object(object)->head) {}
        FORCE_INLINE bool more() const { return at != nullptr; }
        FORCE_INLINE bool is(const Name &name) const { return strcmp(static_cast<const char *>(lh_entry_k(at)), name.text.data()) == 0; }
        std::string_view name() const { return static_cast<const char *>(lh_entry_k(at)); }
        FORCE_INLINE void next() { at = at->next; }
        template <class T> FORCE_INLINE void read(T &to) { Reader::read(static_cast<From>(lh_entry_v(at)), to); }
    };

    static void expect(From from, json_type type) {
        if (json_object_get_type(from) != type) fail("a value of another type");
    }
    static std::string_view text(From from) {
        expect(from, json_type_string);
        return {json_object_get_string(from), static_cast<size_t>(json_object_get_string_len(from))};
    }
    static void read(From from, int32_t &value) {
        expect(from, json_type_int);
        value = json_object_get_int(from);
    }
    static void read(From from, int16_t &value) {
        expect(from, json_type_int);
        value = static_cast<int16_t>(json_object_get_int(from));
    }
    static void read(From from, bool &value) {
        expect(from, json_type_boolean);
        value = json_object_get_boolean(from) != 0;
    }
    static void read(From from, double &value) { value = json_object_get_double(from); }
    static void read(From from, DateTime &value) {
        if (!parse_date(text(from), value)) fail("not a date");
    }
    template <Enumeration E> static void read(From from, E &value) { parse_enum(text(from), value); }
    static void read(From from, std::optional<std::string> &value) {
        if (from != nullptr) value.emplace(text(from));
    }
    template <Record T> static void read(From from, T &record) {
        expect(from, json_type_object);
        Cursor cursor(from);
        read_record<false>(record, cursor);
    }
    template <ListType T> static void read(From from, T &list) {
        expect(from, json_type_array);
        const size_t count = json_object_array_length(from);
        list.items.reserve(count);
        for (size_t i = 0; i < count; i++) read(json_object_array_get_idx(from, i), list.items.emplace_back());
    }
    template <DictionaryType T> static void read(From from, T &dictionary) {
        expect(from, json_type_object);
        dictionary.pairs.reserve(static_cast<size_t>(json_object_object_length(from)));
        for (Cursor cursor(from); cursor.more(); cursor.next()) {
            auto &pair = dictionary.pairs.emplace_back();
            pair.key = cursor.name();
            cursor.read(pair.value);
        }
    }
    template <class T> static void read(From from, std::optional<T> &holder) {
        if (from != nullptr) read(from, emplace(holder));
    }
    template <class T> static void read(From from, std::unique_ptr<T> &holder) {
        if (from != nullptr) read(from, emplace(holder));
    }
};

struct Encoder {
    json_object *object;

    template <class T> FORCE_INLINE void field(const Name &name, const T &value) {
        json_object_object_add_ex(object, name.text.data(), make(value), JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY);
    }
    static json_object *string(std::string_view text) { return json_object_new_string_len(text.data(), static_cast<int>(text.size())); }
    static json_object *make(int32_t value) { return json_object_new_int(value); }
    static json_object *make(int16_t value) { return json_object_new_int(value); }
    static json_object *make(bool value) { return json_object_new_boolean(value); }
    static json_object *make(double value) { return json_object_new_double(value); }
    static json_object *make(const DateTime &value) {
        char text[48];
        return string({text, print_date(text, value)});
    }
    template <Enumeration E> static json_object *make(E value) {
        EnumBuffer buffer;
        return string(print_enum(value, ", ", buffer));
    }
    static json_object *make(const std::string &value) { return string(value); }
    template <Record T> static json_object *make(const T &record) {
        Encoder encoder{json_object_new_object()};
        visit_in_json_order(encoder, record);
        return encoder.object;
    }
    template <ListType T> static json_object *make(const T &list) {
        json_object *array = json_object_new_array_ext(static_cast<int>(list.items.size()));
        for (const auto &item : list.items) json_object_array_add(array, make(item));
        return array;
    }
    template <DictionaryType T> static json_object *make(const T &dictionary) {
        json_object *object = json_object_new_object();
        for (const auto &pair : dictionary.pairs) json_object_object_add_ex(object, pair.key.c_str(), make(pair.value), JSON_C_OBJECT_ADD_KEY_IS_NEW);
        return object;
    }
    template <class T> static json_object *make(const std::optional<T> &value) { return value ? make(*value) : nullptr; }
    template <class T> static json_object *make(const std::unique_ptr<T> &value) { return value ? make(*value) : nullptr; }
};

}  // namespace

int main(int, char **arguments) {
    std::string corpus;
    Sessions sessions;
    json_object *tree = nullptr;
    std::string_view document;
    json_global_set_string_hash(JSON_C_STR_HASH_PERLLIKE);  // the faster of its two
    json_tokener *tokener = json_tokener_new();
    auto prepare = [&] { corpus = read_file(arguments[1]); };
    auto decode = [&] {
        sessions.clear();
        json_tokener_reset(tokener);
        json_object *array = json_tokener_parse_ex(tokener, corpus.c_str(), static_cast<int>(corpus.size() + 1));
        if (array == nullptr) fail("not JSON");
        for (size_t i = 0, count = json_object_array_length(array); i < count; i++) Reader::read(json_object_array_get_idx(array, i), sessions.emplace_back());
        json_object_put(array);
    };
    return contend({decoder("json-in", prepare, decode, [&] { return checksum_of(sessions); }),
                    encoder(
                        "json-out", [&] { prepare(), decode(); },
                        [&] {
                            json_object_put(tree);  // the tree owns the document, so it lives until the next round
                            tree = json_object_new_array_ext(static_cast<int>(sessions.size()));
                            for (const auto &session : sessions) json_object_array_add(tree, Encoder::make(session));
                            size_t size = 0;
                            const char *text = json_object_to_json_string_length(tree, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &size);
                            document = {text, size};
                        },
                        [&] { return document; })});
}
