// libxml2: SAX2 events straight into the structs, without a tree, and xmlTextWriter into memory.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlwriter.h>

#include "contender.hpp"
#include "xml_text.hpp"

namespace {

const char *chars(const xmlChar *text) { return reinterpret_cast<const char *>(text); }

// One open element: what it is, and what its children and its text mean.
struct Frame;
struct Kind {
    void (*child)(Frame &, std::string_view name, bool null, Frame &child);
    void (*text)(Frame &, std::string_view);
};
struct Frame {
    const Kind *kind;  // null for an element whose content does not count
    void *object;
    int field;         // that the last child named; -1 when it is not known
};

template <class T> Frame frame_of(T &object);

// Opens a frame on a field, whatever its type.
struct Opener {
    bool null;
    Frame *frame;

    template <class T> void set(T &value) { *frame = frame_of(value); }
    template <class T> void set(std::optional<T> &holder) {
        if (!null) *frame = frame_of(emplace(holder));
    }
    template <class T> void set(std::unique_ptr<T> &holder) {
        if (!null) *frame = frame_of(emplace(holder));
    }
};

void no_child(Frame &, std::string_view, bool, Frame &) { fail("an element in a text"); }
void no_text(Frame &, std::string_view) {}

template <class T> struct Elements;
template <Scalar T> struct Elements<T> {
    static constexpr int first = 0;
    static constexpr Kind kind = {no_child, [](Frame &frame, std::string_view text) { parse_text(text, *static_cast<T *>(frame.object)); }};
};
template <Record T> struct Elements<T> {
    static constexpr int first = RecordShape<T>::first_in_xml - 1;
    static constexpr Kind kind = {[](Frame &frame, std::string_view name, bool null, Frame &child) {
                                      const int next = frame.field + 1 == RecordShape<T>::count ? 0 : frame.field + 1;
                                      frame.field = find_field<T>(name, next);
                                      RecordShape<T>::assign(Opener{null, &child}, *static_cast<T *>(frame.object), frame.field);
                                  },
                                  no_text};
};
template <ListType T> struct Elements<T> {
    static constexpr int first = 0;
    static constexpr Kind kind = {[](Frame &frame, std::string_view name, bool, Frame &child) {
                                      if (name == T::item_name.text) child = frame_of(static_cast<T *>(frame.object)->items.emplace_back());
                                  },
                                  no_text};
};
template <class P> concept PairType = requires(P pair) { pair.key; };
template <PairType T> struct Elements<T> {
    static constexpr int first = 0;
    static constexpr Kind kind = {[](Frame &frame, std::string_view name, bool null, Frame &child) {
                                      if (name == "Key")
                                          Opener{null, &child}.set(static_cast<T *>(frame.object)->key);
                                      else
                                          Opener{null, &child}.set(static_cast<T *>(frame.object)->value);
                                  },
                                  no_text};
};
template <DictionaryType T> struct Elements<T> {
    static constexpr int first = 0;
    static constexpr Kind kind = {[](Frame &frame, std::string_view, bool, Frame &child) { child = frame_of(static_cast<T *>(frame.object)->pairs.emplace_back()); },
                                  no_text};
};
struct Response {
    static constexpr Name item_name = RecordShape<model::ChatSessionEntity>::type_name;
    Sessions items;
};

template <class T> Frame frame_of(T &object) { return {&Elements<T>::kind, &object, Elements<T>::first}; }

struct Parse {
    Response &response;
    std::string text;
    Frame frames[32];
    Frame *top = frames;

    explicit Parse(Response &response) : response(response) { *top = {}; }

    static void start(void *context, const xmlChar *name, const xmlChar *, const xmlChar *, int, const xmlChar **, int attribute_count, int,
                      const xmlChar **attributes) {
        Parse &parse = *static_cast<Parse *>(context);
        if (parse.top == parse.frames + std::size(parse.frames) - 1) fail("too deep");
        Frame &parent = *parse.top++;
        Frame &child = *parse.top = {};
        parse.text.clear();
        bool null = false;
        for (int i = 0; i < attribute_count; i++, attributes += 5)
            if (strcmp(chars(attributes[0]), "nil") == 0) null = *attributes[3] == 't' || *attributes[3] == '1';
        if (parent.kind != nullptr)
            parent.kind->child(parent, chars(name), null, child);
        else if (strcmp(chars(name), "Response") == 0)
            child = frame_of(parse.response);
    }
    static void end(void *context, const xmlChar *, const xmlChar *, const xmlChar *) {
        Parse &parse = *static_cast<Parse *>(context);
        if (parse.top->kind != nullptr) parse.top->kind->text(*parse.top, parse.text);
        parse.text.clear();
        parse.top--;
    }
    static void characters(void *context, const xmlChar *text, int size) {
        static_cast<Parse *>(context)->text.append(chars(text), static_cast<size_t>(size));
    }
};

struct Encoder {
    xmlTextWriterPtr writer;

    template <class T> FORCE_INLINE void field(const Name &name, const T &value) { write(name, value); }
    void start(const Name &name) { xmlTextWriterStartElement(writer, BAD_CAST name.text.data()); }
    void end() { xmlTextWriterEndElement(writer); }

    template <Scalar T> void write(const Name &name, const T &value) {
        TextBuffer buffer;
        const std::string_view text = print_text(value, buffer);
        start(name);
        if constexpr (std::is_same_v<T, std::string>) {
            if (!text.empty()) xmlTextWriterWriteString(writer, BAD_CAST text.data());
        } else if (!text.empty()) {  // nothing in it needs escaping
            xmlTextWriterWriteRawLen(writer, BAD_CAST text.data(), static_cast<int>(text.size()));
        }
        end();
    }
    template <Record T> void write(const Name &name, const T &record) {
        start(name);
        visit_in_xml_order(*this, record);
        end();
    }
    template <ListType T> void write(const Name &name, const T &list) {
        start(name);
        for (const auto &item : list.items) write(T::item_name, item);
        end();
    }
    template <DictionaryType T> void write(const Name &name, const T &dictionary) {
        start(name);
        for (const auto &pair : dictionary.pairs) {
            start(T::item_name);
            write(NAME("Key"), pair.key);
            write(NAME("Value"), pair.value);
            end();
        }
        end();
    }
    template <class H> void holder(const Name &name, const H &holder) {
        if (holder) return write(name, *holder);
        start(name);
        xmlTextWriterWriteAttribute(writer, BAD_CAST "i:nil", BAD_CAST "true");
        end();
    }
    template <class T> void write(const Name &name, const std::optional<T> &value) { holder(name, value); }
    template <class T> void write(const Name &name, const std::unique_ptr<T> &value) { holder(name, value); }
};

}  // namespace

int main(int, char **arguments) {
    xmlInitParser();
    std::string corpus;
    Response response;
    xmlBufferPtr buffer = xmlBufferCreateSize(32 << 20);
    xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT);
    auto prepare = [&] { corpus = read_file(arguments[2]); };
    auto decode = [&] {
        response.items.clear();
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        handler.startElementNs = Parse::start;
        handler.endElementNs = Parse::end;
        handler.characters = Parse::characters;
        handler.cdataBlock = Parse::characters;
        handler.ignorableWhitespace = Parse::characters;
        Parse parse(response);
        if (xmlSAXUserParseMemory(&handler, &parse, corpus.data(), static_cast<int>(corpus.size())) != 0) fail("not XML");
    };
    auto encode = [&] {
        xmlBufferEmpty(buffer);
        xmlTextWriterPtr writer = xmlNewTextWriterMemory(buffer, 0);
        auto start = [&](const char *name) { xmlTextWriterStartElement(writer, BAD_CAST name); };
        auto attribute = [&](const char *name, const char *value) { xmlTextWriterWriteAttribute(writer, BAD_CAST name, BAD_CAST value); };
        start("s:Envelope");
        attribute("xmlns:s", soap_namespace);
        start("s:Body");
        start("ChatSessionsForUserResponse");
        attribute("xmlns", service_namespace);
        start("Response");
        attribute("xmlns:i", instance_namespace);
        Encoder encoder{writer};
        for (const auto &session : response.items) encoder.write(Response::item_name, session);
        for (int i = 0; i < 4; i++) xmlTextWriterEndElement(writer);
        xmlFreeTextWriter(writer);
    };
    auto document = [&] { return std::string_view(chars(xmlBufferContent(buffer)), static_cast<size_t>(xmlBufferLength(buffer))); };
    return contend({decoder("xml-in", prepare, decode, [&] { return checksum_of(response.items); }),
                    encoder("xml-out", [&] { prepare(), decode(); }, encode, document)});
}
