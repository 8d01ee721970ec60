// yyjson: its document, walked in order; a document built in a pool that is kept, names and texts not copied, and written.
#include "yyjson.h"

#include "contender.hpp"
#include "in_order.hpp"

namespace {

struct Reader {
    using From = yyjson_val *;

    struct Cursor {
        yyjson_obj_iter at;
        yyjson_val *key;

        explicit Cursor(From object) : at(yyjson_obj_iter_with(object)), key(yyjson_obj_iter_next(&at)) {}
        FORCE_INLINE bool more() const { return key != nullptr; }
        FORCE_INLINE bool is(const Name &name) const { return unsafe_yyjson_equals_strn(key, name.text.data(), name.text.size()); }
        std::string_view name() const { return {unsafe_yyjson_get_str(key), unsafe_yyjson_get_len(key)}; }
        FORCE_INLINE void next() { key = yyjson_obj_iter_next(&at); }
        template <class T> FORCE_INLINE void read(T &to) { Reader::read(yyjson_obj_iter_get_val(key), to); }
    };

    static void expect(bool is) {
        if (!is) fail("a value of another type");
    }
    static std::string_view text(From from) {
        expect(yyjson_is_str(from));
        return {unsafe_yyjson_get_str(from), unsafe_yyjson_get_len(from)};
    }
    static void read(From from, int32_t &value) { expect(yyjson_is_int(from)), value = static_cast<int32_t>(unsafe_yyjson_get_sint(from)); }
    static void read(From from, int16_t &value) { expect(yyjson_is_int(from)), value = static_cast<int16_t>(unsafe_yyjson_get_sint(from)); }
    static void read(From from, bool &value) { expect(yyjson_is_bool(from)), value = unsafe_yyjson_get_bool(from); }
    static void read(From from, double &value) { expect(yyjson_is_num(from)), value = unsafe_yyjson_get_num(from); }
    static void read(From from, DateTime &value) {
        if (!parse_date(text(from), value)) fail("not a date");
    }
    template <Enumeration E> static void read(From from, E &value) { parse_enum(text(from), value); }
    static void read(From from, std::optional<std::string> &value) {
        if (!yyjson_is_null(from)) value.emplace(text(from));
    }
    template <Record T> static void read(From from, T &record) {
        expect(yyjson_is_obj(from));
        Cursor cursor(from);
        read_record<false>(record, cursor);
    }
    template <ListType T> static void read(From from, T &list) {
        expect(yyjson_is_arr(from));
        list.items.reserve(yyjson_arr_size(from));
        yyjson_arr_iter items = yyjson_arr_iter_with(from);
        while (From item = yyjson_arr_iter_next(&items)) read(item, list.items.emplace_back());
    }
    template <DictionaryType T> static void read(From from, T &dictionary) {
        expect(yyjson_is_obj(from));
        dictionary.pairs.reserve(yyjson_obj_size(from));
        for (Cursor cursor(from); cursor.more(); cursor.next()) {
            auto &pair = dictionary.pairs.emplace_back();
            pair.key = cursor.name();
            cursor.read(pair.value);
        }
    }
    template <class T> static void read(From from, std::optional<T> &holder) {
        if (!yyjson_is_null(from)) read(from, emplace(holder));
    }
    template <class T> static void read(From from, std::unique_ptr<T> &holder) {
        if (!yyjson_is_null(from)) read(from, emplace(holder));
    }
};

struct Encoder {
    yyjson_mut_doc *tree;
    yyjson_mut_val *object = nullptr;

    template <class T> FORCE_INLINE void field(const Name &name, const T &value) {
        yyjson_mut_obj_add(object, yyjson_mut_strn(tree, name.text.data(), name.text.size()), make(value));
    }
    yyjson_mut_val *make(int32_t value) { return yyjson_mut_sint(tree, value); }
    yyjson_mut_val *make(int16_t value) { return yyjson_mut_sint(tree, value); }
    yyjson_mut_val *make(bool value) { return yyjson_mut_bool(tree, value); }
    yyjson_mut_val *make(double value) { return yyjson_mut_real(tree, value); }
    yyjson_mut_val *make(const DateTime &value) {
        char text[48];
        return yyjson_mut_strncpy(tree, text, print_date(text, value));
    }
    template <Enumeration E> yyjson_mut_val *make(E value) {
        EnumBuffer buffer;
        const std::string_view text = print_enum(value, ", ", buffer);
        return text.data() == buffer ? yyjson_mut_strncpy(tree, buffer, text.size()) : yyjson_mut_strn(tree, text.data(), text.size());
    }
    yyjson_mut_val *make(const std::string &value) { return yyjson_mut_strn(tree, value.data(), value.size()); }
    template <Record T> yyjson_mut_val *make(const T &record) {
        Encoder encoder{tree, yyjson_mut_obj(tree)};
        visit_in_json_order(encoder, record);
        return encoder.object;
    }
    template <ListType T> yyjson_mut_val *make(const T &list) {
        yyjson_mut_val *array = yyjson_mut_arr(tree);
        for (const auto &item : list.items) yyjson_mut_arr_append(array, make(item));
        return array;
    }
    template <DictionaryType T> yyjson_mut_val *make(const T &dictionary) {
        yyjson_mut_val *made = yyjson_mut_obj(tree);
        for (const auto &pair : dictionary.pairs) yyjson_mut_obj_add(made, make(pair.key), make(pair.value));
        return made;
    }
    template <class T> yyjson_mut_val *make(const std::optional<T> &value) { return value ? make(*value) : yyjson_mut_null(tree); }
    template <class T> yyjson_mut_val *make(const std::unique_ptr<T> &value) { return value ? make(*value) : yyjson_mut_null(tree); }
};

}  // namespace

int main(int, char **arguments) {
    std::string corpus;
    Sessions sessions;
    char *document = nullptr;
    size_t size = 0;
    yyjson_alc *pool = yyjson_alc_dyn_new();
    auto prepare = [&] { corpus = read_file(arguments[1]); };
    auto decode = [&] {
        sessions.clear();
        yyjson_doc *tree = yyjson_read_opts(corpus.data(), corpus.size(), 0, pool, nullptr);
        if (tree == nullptr) fail("not JSON");
        yyjson_arr_iter items = yyjson_arr_iter_with(yyjson_doc_get_root(tree));
        while (yyjson_val *item = yyjson_arr_iter_next(&items)) Reader::read(item, sessions.emplace_back());
        yyjson_doc_free(tree);
    };
    return contend({decoder("json-in", prepare, decode, [&] { return checksum_of(sessions); }),
                    encoder(
                        "json-out", [&] { prepare(), decode(); },
                        [&] {
                            if (document != nullptr) pool->free(pool->ctx, document);
                            yyjson_mut_doc *tree = yyjson_mut_doc_new(pool);
                            Encoder encoder{tree};
                            yyjson_mut_val *array = yyjson_mut_arr(tree);
                            for (const auto &session : sessions) yyjson_mut_arr_append(array, encoder.make(session));
                            yyjson_mut_doc_set_root(tree, array);
                            document = yyjson_mut_write_opts(tree, 0, pool, &size, nullptr);
                            if (document == nullptr) fail("not written");
                            yyjson_mut_doc_free(tree);
                        },
                        [&] { return std::string_view(document, size); })});
}
