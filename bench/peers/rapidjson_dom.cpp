// rapidjson: the DOM, copied into the structs.
#define RAPIDJSON_SSE2 1
#include <rapidjson/document.h>

#include "contender.hpp"
#include "in_order.hpp"

namespace {

struct Reader {
    using From = const rapidjson::Value &;

    struct Cursor {
        rapidjson::Value::ConstMemberIterator at, end;

        explicit Cursor(From object) : at(object.MemberBegin()), end(object.MemberEnd()) {}
        FORCE_INLINE bool more() const { return at != end; }
        FORCE_INLINE bool is(const Name &name) const {
            return at->name.GetStringLength() == name.text.size() && memcmp(at->name.GetString(), name.text.data(), name.text.size()) == 0;
        }
        std::string_view name() const { return text(at->name); }
        FORCE_INLINE void next() { ++at; }
        template <class T> FORCE_INLINE void read(T &to) { Reader::read(at->value, to); }
    };

    static void expect(bool condition) {
        if (!condition) fail("a value of another type");
    }
    static std::string_view text(From from) {
        expect(from.IsString());
        return {from.GetString(), from.GetStringLength()};
    }
    static void read(From from, int32_t &value) {
        expect(from.IsInt());
        value = from.GetInt();
    }
    static void read(From from, int16_t &value) {
        expect(from.IsInt());
        value = static_cast<int16_t>(from.GetInt());
    }
    static void read(From from, bool &value) {
        expect(from.IsBool());
        value = from.GetBool();
    }
    static void read(From from, double &value) {
        expect(from.IsNumber());
        value = from.GetDouble();
    }
    static void read(From from, DateTime &value) {
        if (!parse_date(text(from), value)) fail("not a date");
    }
    template <Enumeration E> static void read(From from, E &value) { parse_enum(text(from), value); }
    static void read(From from, std::optional<std::string> &value) {
        if (!from.IsNull()) value.emplace(text(from));
    }
    template <Record T> static void read(From from, T &record) {
        expect(from.IsObject());
        Cursor cursor(from);
        read_record<false>(record, cursor);
    }
    template <ListType T> static void read(From from, T &list) {
        expect(from.IsArray());
        list.items.reserve(from.Size());
        for (From item : from.GetArray()) read(item, list.items.emplace_back());
    }
    template <DictionaryType T> static void read(From from, T &dictionary) {
        expect(from.IsObject());
        dictionary.pairs.reserve(from.MemberCount());
        for (const auto &member : from.GetObject()) {
            auto &pair = dictionary.pairs.emplace_back();
            pair.key = text(member.name);
            read(member.value, pair.value);
        }
    }
    template <class T> static void read(From from, std::optional<T> &holder) {
        if (!from.IsNull()) read(from, emplace(holder));
    }
    template <class T> static void read(From from, std::unique_ptr<T> &holder) {
        if (!from.IsNull()) read(from, emplace(holder));
    }
};

}  // namespace

int main(int, char **arguments) {
    std::string corpus;
    Sessions sessions;
    std::vector<char> pool(64 << 20);  // where the DOM lives, so that it costs no allocation
    return contend({decoder(
        "json-in", [&] { corpus = read_file(arguments[1]); },
        [&] {
            sessions.clear();
            rapidjson::MemoryPoolAllocator<> allocator(pool.data(), pool.size());
            rapidjson::Document document(&allocator);
            document.Parse<rapidjson::kParseFullPrecisionFlag>(corpus.c_str());  // zero-terminated: the form that it scans with SSE2
            if (document.HasParseError()) fail("not JSON");
            for (const rapidjson::Value &session : document.GetArray()) Reader::read(session, sessions.emplace_back());
        },
        [&] { return checksum_of(sessions); })});
}
