// gSOAP: the code that soapcpp2 makes of the same types, read from and written to memory; it fills and sends its own structs.
#include "chat.nsmap"
#include "contender.hpp"
#include "soapH.h"

#include "gsoap_visit.hpp"

// The custom serializer of xsd:dateTime: gSOAP's own would lose the fraction and the offset.
void soap_default_xsd__dateTime(struct soap *, BenchDate *value) { *value = {}; }
void soap_serialize_xsd__dateTime(struct soap *, const BenchDate *) {}
const char *soap_xsd__dateTime2s(struct soap *soap, BenchDate value) {
    soap->tmpbuf[print_date(soap->tmpbuf, value)] = 0;
    return soap->tmpbuf;
}
int soap_out_xsd__dateTime(struct soap *soap, const char *tag, int, const BenchDate *value, const char *type) {
    if (soap_element_begin_out(soap, tag, -1, type) || soap_send(soap, soap_xsd__dateTime2s(soap, *value))) return soap->error;
    return soap_element_end_out(soap, tag);
}
int soap_s2xsd__dateTime(struct soap *soap, const char *text, BenchDate *value) {
    if (!parse_date(text, *value)) soap->error = SOAP_TYPE;
    return soap->error;
}
BenchDate *soap_in_xsd__dateTime(struct soap *soap, const char *tag, BenchDate *value, const char *) {
    if (soap_element_begin_in(soap, tag, 0, nullptr)) return nullptr;
    if (value == nullptr) value = soap_new_xsd__dateTime(soap);
    if (soap_s2xsd__dateTime(soap, soap_value(soap), value)) return nullptr;
    return soap->body && soap_element_end_in(soap, tag) ? nullptr : value;
}

namespace {

// The checksum over gSOAP's structs, where every holder is a pointer.
struct Sum : Checksum {
    using Checksum::add;

    void add(const BenchDate &date) { Checksum::add(static_cast<const DateTime &>(date)); }
    template <class T> void add(T *holder) {
        byte(holder != nullptr ? 0x01 : 0xff);
        if (holder == nullptr) return;
        if constexpr (std::is_same_v<std::remove_const_t<T>, std::string>)
            key(*holder);
        else
            visit(*this, *holder);
    }
};

struct Memory {
    std::string corpus, document;
    size_t at = 0;
};

size_t receive(struct soap *soap, char *to, size_t size) {
    Memory &memory = *static_cast<Memory *>(soap->user);
    size = std::min(size, memory.corpus.size() - memory.at);
    memcpy(to, memory.corpus.data() + memory.at, size);
    memory.at += size;
    return size;
}

int send(struct soap *soap, const char *from, size_t size) {
    static_cast<Memory *>(soap->user)->document.append(from, size);
    return SOAP_OK;
}

}  // namespace

int main(int, char **arguments) {
    Memory memory;
    // UTF-8 strings as they are, no graph of shared objects, null as xsi:nil, the service's namespace without a prefix.
    struct soap *soap = soap_new1(SOAP_C_UTFSTRING | SOAP_XML_TREE | SOAP_XML_NIL | SOAP_XML_DEFAULTNS | SOAP_IO_BUFFER);
    soap->user = &memory;
    soap->frecv = receive;
    soap->fsend = send;
    _ns__ChatSessionsForUserResponse response;
    auto check = [soap](bool failed) {
        if (failed) fail(*soap_faultstring(soap) != nullptr ? *soap_faultstring(soap) : "gSOAP failed");
    };
    auto prepare = [&] { memory.corpus = read_file(arguments[2]); };
    auto decode = [&] {
        soap_destroy(soap);
        soap_end(soap);
        memory.at = 0;
        soap_default__ns__ChatSessionsForUserResponse(soap, &response);
        check(soap_begin_recv(soap) || soap_envelope_begin_in(soap) || soap_recv_header(soap) || soap_body_begin_in(soap) ||
              !soap_get__ns__ChatSessionsForUserResponse(soap, &response, "ns:ChatSessionsForUserResponse", "") || soap_body_end_in(soap) ||
              soap_envelope_end_in(soap) || soap_end_recv(soap));
    };
    auto encode = [&] {
        memory.document.clear();
        check(soap_begin_send(soap) || soap_envelope_begin_out(soap) || soap_body_begin_out(soap) ||
              soap_put__ns__ChatSessionsForUserResponse(soap, &response, "ns:ChatSessionsForUserResponse", "") || soap_body_end_out(soap) ||
              soap_envelope_end_out(soap) || soap_end_send(soap));
    };
    auto checksum = [&] {
        Sum sum;
        if (response.Response == nullptr) fail("no response");
        sum.count(response.Response->ChatSessionEntity.size());
        for (const auto *session : response.Response->ChatSessionEntity) visit(sum, *session);
        return sum.value;
    };
    auto ready = [&] {
        prepare();
        decode();
        soap->header = nullptr;
    };
    return contend({decoder("xml-in", prepare, decode, checksum), encoder("xml-out", ready, encode, [&] { return std::string_view(memory.document); })});
}
