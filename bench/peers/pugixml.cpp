// pugixml: a copy of the document parsed in place and walked in order, and a tree made from the structs and saved.
#include <pugixml.hpp>

#include "contender.hpp"
#include "in_order.hpp"
#include "xml_text.hpp"

namespace {

std::string_view local(const char *name) {
    const char *colon = strchr(name, ':');
    return colon == nullptr ? name : colon + 1;
}

// White space in a string is kept, line ends are normalised; the text of an element lies in the element's own node.
constexpr unsigned options = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single | pugi::parse_embed_pcdata;

struct Reader {
    using From = pugi::xml_node;

    struct Cursor {
        From at;

        explicit Cursor(From element) : at(element.first_child()) {}
        FORCE_INLINE bool more() const { return !at.empty(); }
        FORCE_INLINE bool is(const Name &name) const { return strcmp(at.name(), name.text.data()) == 0; }
        std::string_view name() const { return local(at.name()); }
        FORCE_INLINE void next() { at = at.next_sibling(); }
        template <class T> FORCE_INLINE void read(T &to) { Reader::read(at, to); }
    };

    static bool null(From from) {
        for (pugi::xml_attribute attribute = from.first_attribute(); attribute; attribute = attribute.next_attribute())
            if (local(attribute.name()) == "nil") return attribute.as_bool();
        return false;
    }
    template <Scalar T> static void read(From from, T &value) { parse_text(from.child_value(), value); }
    template <Record T> static void read(From from, T &record) {
        Cursor cursor(from);
        read_record<true>(record, cursor);
    }
    template <ListType T> static void read(From from, T &list) {
        for (Cursor cursor(from); cursor.more(); cursor.next())
            if (cursor.name() == T::item_name.text) read(cursor.at, list.items.emplace_back());
    }
    template <DictionaryType T> static void read(From from, T &dictionary) {
        for (Cursor cursor(from); cursor.more(); cursor.next()) {
            auto &pair = dictionary.pairs.emplace_back();
            for (Cursor part(cursor.at); part.more(); part.next()) {
                if (part.name() == "Key")
                    part.read(pair.key);
                else
                    part.read(pair.value);
            }
        }
    }
    template <class T> static void read(From from, std::optional<T> &holder) {
        if (!null(from)) read(from, emplace(holder));
    }
    template <class T> static void read(From from, std::unique_ptr<T> &holder) {
        if (!null(from)) read(from, emplace(holder));
    }
};

struct Encoder {
    pugi::xml_node parent;

    template <class T> FORCE_INLINE void field(const Name &name, const T &value) { write(name, value); }
    pugi::xml_node element(const Name &name) { return parent.append_child(name.text.data()); }

    template <Scalar T> void write(const Name &name, const T &value) {
        TextBuffer buffer;
        const std::string_view text = print_text(value, buffer);
        pugi::xml_node made = element(name);
        if (!text.empty()) made.append_child(pugi::node_pcdata).set_value(text.data());
    }
    template <Record T> void write(const Name &name, const T &record) {
        Encoder inner{element(name)};
        visit_in_xml_order(inner, record);
    }
    template <ListType T> void write(const Name &name, const T &list) {
        Encoder inner{element(name)};
        for (const auto &item : list.items) inner.write(T::item_name, item);
    }
    template <DictionaryType T> void write(const Name &name, const T &dictionary) {
        Encoder inner{element(name)};
        for (const auto &each : dictionary.pairs) {
            Encoder pair{inner.element(T::item_name)};
            pair.write(NAME("Key"), each.key);
            pair.write(NAME("Value"), each.value);
        }
    }
    template <class H> void holder(const Name &name, const H &holder) {
        if (holder)
            write(name, *holder);
        else
            element(name).append_attribute("i:nil").set_value("true");
    }
    template <class T> void write(const Name &name, const std::optional<T> &value) { holder(name, value); }
    template <class T> void write(const Name &name, const std::unique_ptr<T> &value) { holder(name, value); }
};

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(const void *data, size_t size) override { text.append(static_cast<const char *>(data), size); }
};

}  // namespace

int main(int, char **arguments) {
    std::string corpus, copy;
    Sessions sessions;
    StringWriter writer;
    auto prepare = [&] { corpus = read_file(arguments[2]); };
    auto decode = [&] {
        sessions.clear();
        copy = corpus;
        pugi::xml_document document;
        if (!document.load_buffer_inplace(copy.data(), copy.size(), options, pugi::encoding_utf8)) fail("not XML");
        pugi::xml_node response;
        for (pugi::xml_node part = document.first_child().first_child(); part; part = part.next_sibling())
            if (local(part.name()) == "Body") response = part.first_child().first_child();
        for (pugi::xml_node session = response.first_child(); session; session = session.next_sibling())
            Reader::read(session, sessions.emplace_back());
    };
    auto encode = [&] {
        pugi::xml_document document;
        pugi::xml_node envelope = document.append_child("s:Envelope");
        envelope.append_attribute("xmlns:s").set_value(soap_namespace);
        pugi::xml_node operation = envelope.append_child("s:Body").append_child("ChatSessionsForUserResponse");
        operation.append_attribute("xmlns").set_value(service_namespace);
        Encoder response{operation.append_child("Response")};
        response.parent.append_attribute("xmlns:i").set_value(instance_namespace);
        for (const auto &session : sessions) response.write(RecordShape<model::ChatSessionEntity>::type_name, session);
        writer.text.clear();
        document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    };
    return contend({decoder("xml-in", prepare, decode, [&] { return checksum_of(sessions); }),
                    encoder("xml-out", [&] { prepare(), decode(); }, encode, [&] { return std::string_view(writer.text); })});
}
