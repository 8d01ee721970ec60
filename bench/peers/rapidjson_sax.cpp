// rapidjson: Reader's events straight into the structs, without a DOM, and Writer over StringBuffer.
#define RAPIDJSON_SSE2 1
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "contender.hpp"

namespace {

// One open object or array: what it is, and what each event means in it.
struct Frame;
struct Kind {
    void (*key)(Frame &, std::string_view);
    void (*null)(Frame &);
    void (*boolean)(Frame &, bool);
    void (*integer)(Frame &, int64_t);
    void (*number)(Frame &, double);
    void (*string)(Frame &, std::string_view);
    void (*open)(Frame &, Frame &child);
};
struct Frame {
    const Kind *kind;
    void *object;
    int field;  // that the last key named; -1 when it is not known
};

template <class T> concept Container = Record<T> || ListType<T> || DictionaryType<T>;
template <Container T> Frame frame_of(T &object);

// What an event does to a field of a type that can take it; every other type is an error.
template <class From> struct Setter {
    From from;

    template <class T> void set(T &value) {
        if constexpr (std::is_same_v<From, std::string_view>) {
            if constexpr (std::is_same_v<T, std::optional<std::string>>) {
                value.emplace(from);
                return;
            } else if constexpr (std::is_same_v<T, DateTime>) {
                if (parse_date(from, value)) return;
            } else if constexpr (Enumeration<T>) {
                return parse_enum(from, value);
            }
        } else if constexpr (std::is_same_v<From, bool>) {
            if constexpr (std::is_same_v<T, bool>) {
                value = from;
                return;
            }
        } else if constexpr (std::is_same_v<From, std::nullptr_t>) {
            if constexpr (requires { value.reset(); }) return;
        } else if constexpr (std::is_same_v<From, Frame *>) {
            if constexpr (requires { frame_of(*value); }) {
                *from = frame_of(emplace(value));
                return;
            }
        } else if constexpr (std::is_same_v<T, double> || ((std::is_same_v<T, int32_t> || std::is_same_v<T, int16_t>)&&std::is_same_v<From, int64_t>)) {
            value = static_cast<T>(from);
            return;
        }
        fail("a value of another type");
    }
};

template <class T, class Apply> struct Events {  // Apply: (Frame &, setter) to the place that the value belongs
    static constexpr Kind kind = {
        Apply::key,
        [](Frame &frame) { Apply::apply(frame, Setter<std::nullptr_t>{nullptr}); },
        [](Frame &frame, bool value) { Apply::apply(frame, Setter<bool>{value}); },
        [](Frame &frame, int64_t value) { Apply::apply(frame, Setter<int64_t>{value}); },
        [](Frame &frame, double value) { Apply::apply(frame, Setter<double>{value}); },
        [](Frame &frame, std::string_view value) { Apply::apply(frame, Setter<std::string_view>{value}); },
        [](Frame &frame, Frame &child) { Apply::open(frame, child); },
    };
};

// What is within a field that is not known.
constexpr Kind unknown = {[](Frame &, std::string_view) {}, [](Frame &) {},         [](Frame &, bool) {},
                          [](Frame &, int64_t) {},          [](Frame &, double) {}, [](Frame &, std::string_view) {},
                          [](Frame &, Frame &child) { child = {&unknown, nullptr, -1}; }};

template <class T> struct RecordEvents {
    static void key(Frame &frame, std::string_view name) { frame.field = find_field<T>(name, frame.field + 1); }
    template <class S> static void apply(Frame &frame, S setter) { RecordShape<T>::assign(setter, *static_cast<T *>(frame.object), frame.field); }
    static void open(Frame &frame, Frame &child) {
        child = {&unknown, nullptr, -1};
        apply(frame, Setter<Frame *>{&child});
    }
};
template <class T> struct ListEvents {
    static void key(Frame &, std::string_view) {}
    template <class S> static void apply(Frame &, S) { fail("a value of another type"); }
    static void open(Frame &frame, Frame &child) { child = frame_of(static_cast<T *>(frame.object)->items.emplace_back()); }
};
template <class T> struct DictionaryEvents {
    static void key(Frame &frame, std::string_view name) { static_cast<T *>(frame.object)->pairs.emplace_back().key = name; }
    template <class S> static void apply(Frame &frame, S setter) { setter.set(static_cast<T *>(frame.object)->pairs.back().value); }
    static void open(Frame &frame, Frame &child) { apply(frame, Setter<Frame *>{&child}); }
};
struct Root {
    Sessions items;
};

template <Container T> Frame frame_of(T &object) {
    if constexpr (Record<T>)
        return {&Events<T, RecordEvents<T>>::kind, &object, -1};
    else if constexpr (ListType<T>)
        return {&Events<T, ListEvents<T>>::kind, &object, -1};
    else
        return {&Events<T, DictionaryEvents<T>>::kind, &object, -1};
}

struct Handler : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler> {
    Root &root;
    Frame frames[32];
    Frame *top = nullptr;

    explicit Handler(Root &root) : root(root) {}
    Frame &within() {
        if (top == nullptr) fail("no array");
        return *top;
    }
    bool Null() { return within().kind->null(*top), true; }
    bool Bool(bool value) { return within().kind->boolean(*top, value), true; }
    bool Int(int value) { return within().kind->integer(*top, value), true; }
    bool Uint(unsigned value) { return within().kind->integer(*top, value), true; }
    bool Int64(int64_t value) { return within().kind->integer(*top, value), true; }
    bool Uint64(uint64_t value) { return within().kind->number(*top, static_cast<double>(value)), true; }
    bool Double(double value) { return within().kind->number(*top, value), true; }
    bool String(const char *text, rapidjson::SizeType size, bool) { return within().kind->string(*top, {text, size}), true; }
    bool Key(const char *text, rapidjson::SizeType size, bool) { return within().kind->key(*top, {text, size}), true; }
    bool open() {
        if (top == nullptr) {
            top = frames;
            *top = frame_of(root);
            return true;
        }
        if (top == frames + std::size(frames) - 1) fail("too deep");
        top->kind->open(*top, top[1]);
        top++;
        return true;
    }
    bool close() { return top--, true; }
    bool StartObject() { return open(); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool StartArray() { return open(); }
    bool EndArray(rapidjson::SizeType) { return close(); }
};

struct Encoder {
    rapidjson::Writer<rapidjson::StringBuffer> &writer;

    // A name needs no escaping, so it goes in as it stands.
    FORCE_INLINE void key(const Name &name) { writer.RawValue(name.quoted.data(), name.quoted.size(), rapidjson::kStringType); }
    void string(std::string_view text) { writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }

    template <class T> FORCE_INLINE void field(const Name &name, const T &value) {
        key(name);
        write(value);
    }
    void write(int32_t value) { writer.Int(value); }
    void write(int16_t value) { writer.Int(value); }
    void write(bool value) { writer.Bool(value); }
    void write(double value) { writer.Double(value); }
    void write(const DateTime &value) {  // nothing in a date needs escaping
        char text[48];
        text[0] = '"';
        size_t size = 1 + print_date(text + 1, value);
        text[size++] = '"';
        writer.RawValue(text, size, rapidjson::kStringType);
    }
    template <Enumeration E> void write(E value) {
        EnumBuffer buffer;
        string(print_enum(value, ", ", buffer));
    }
    void write(const std::string &value) { string(value); }
    template <Record T> void write(const T &record) {
        writer.StartObject();
        visit_in_json_order(*this, record);
        writer.EndObject();
    }
    template <ListType T> void write(const T &list) {
        writer.StartArray();
        for (const auto &item : list.items) write(item);
        writer.EndArray();
    }
    template <DictionaryType T> void write(const T &dictionary) {
        writer.StartObject();
        for (const auto &pair : dictionary.pairs) {
            writer.Key(pair.key.data(), static_cast<rapidjson::SizeType>(pair.key.size()));
            write(pair.value);
        }
        writer.EndObject();
    }
    template <class H> void holder(const H &holder) {
        if (holder)
            write(*holder);
        else
            writer.Null();
    }
    template <class T> void write(const std::optional<T> &value) { holder(value); }
    template <class T> void write(const std::unique_ptr<T> &value) { holder(value); }
};

}  // namespace

int main(int, char **arguments) {
    std::string corpus;
    Root root;
    rapidjson::Reader reader;
    rapidjson::StringBuffer buffer;
    auto prepare = [&] { corpus = read_file(arguments[1]); };
    auto decode = [&] {
        root.items.clear();
        Handler handler(root);
        rapidjson::StringStream stream(corpus.c_str());  // the stream that rapidjson scans with SSE2
        if (!reader.Parse<rapidjson::kParseFullPrecisionFlag>(stream, handler)) fail("not JSON");
    };
    return contend({decoder("json-in", prepare, decode, [&] { return checksum_of(root.items); }),
                    encoder(
                        "json-out", [&] { prepare(), decode(); },
                        [&] {
                            buffer.Clear();
                            rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
                            Encoder encoder{writer};
                            writer.StartArray();
                            for (const auto &session : root.items) encoder.write(session);
                            writer.EndArray();
                        },
                        [&] { return std::string_view(buffer.GetString(), buffer.GetSize()); })});
}
