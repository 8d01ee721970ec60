// What wsdl2h and soapcpp2 made of Services88/Chat.svc?wsdl, at work: prints who is there.
//
//     presence ADDRESS TICKET
#include "BasicHttpBinding_USCOREChat.nsmap"
#include "soapBasicHttpBinding_USCOREChatProxy.h"

#include <cstdio>
#include <string>

int main(int count, char **words) {
    if (count != 3) return 2;
    BasicHttpBinding_USCOREChatProxy chat(words[1], SOAP_C_UTFSTRING);

    std::string ticket = words[2];
    ns1__SoCredentials credentials;
    credentials.Ticket = &ticket;
    SOAP_ENV__Header header;
    header.ns1__Credentials = &credentials;
    chat.soap->header = &header;

    _ns1__GetChatPresence request;
    _ns1__GetChatPresenceResponse response;
    if (chat.GetChatPresence(&request, response) != SOAP_OK) {
        soap_print_fault(chat.soap, stderr);
        return 1;
    }
    if (chat.soap->header == nullptr || !chat.soap->header->ns1__Succeeded || response.Response == nullptr) {
        std::fputs("the call did not succeed\n", stderr);
        return 1;
    }
    for (const ns1__ChatPresence *user : response.Response->ChatPresence) {
        std::printf("%d %s %s\n", *user->UserId, user->DisplayName->c_str(), *user->Present ? "present" : "absent");
    }
    return 0;
}
