// What wsdl2h and soapcpp2 made of Services88's Chat and SoPrincipal, through a day of two agents. Prints a line for each step.
//
//     story ADDRESS SOAP_VERSION USER PASSWORD COLLEAGUE COLLEAGUES_PASSWORD SESSION
#include "BasicHttpBinding_USCOREChat.nsmap"
#include "soapBasicHttpBinding_USCOREChatProxy.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

// Both services have one namespace, for which wsdl2h makes one class.
using Chat = BasicHttpBinding_USCOREChatProxy;

void check(soap *context, int code) {
    if (code == SOAP_OK) return;
    soap_print_fault(context, stderr);
    std::exit(1);
}

// One agent's client. The header is sent with every call and replaced by that of the answer, so it is put back each time.
class Agent {
public:
    Agent(const std::string &address, int version, std::string user, std::string password)
        : service(address + "/Remote/Services88/Chat.svc"), chat(service.c_str(), SOAP_C_UTFSTRING) {
        std::string door = address + "/Remote/Services88/SoPrincipal.svc";
        Chat principal(door.c_str(), SOAP_C_UTFSTRING);
        soap_set_version(principal.soap, version);
        soap_set_version(chat.soap, version);
        _ns1__AuthenticateUsernamePassword request;
        _ns1__AuthenticateResponse response;
        request.UserName = &user;
        request.Password = &password;
        check(principal.soap, principal.AuthenticateUsernamePassword(&request, response));
        if (!*response.AuthenticationSucceeded) std::exit(1);
        ticket = *response.Credentials->Ticket;
        std::printf("authenticated %s\n", response.Response->FullName->c_str());
    }

    template <typename Request, typename Response>
    void call(int (Chat::*operation)(Request *, Response &), Request &request, Response &response) {
        credentials.Ticket = &ticket;
        header = SOAP_ENV__Header();
        header.ns1__Credentials = &credentials;
        chat.soap->header = &header;
        check(chat.soap, (chat.*operation)(&request, response));
        if (chat.soap->header == nullptr || !chat.soap->header->ns1__Succeeded) {
            std::fputs("a call did not succeed\n", stderr);
            std::exit(1);
        }
    }

private:
    std::string service;  // the proxy keeps no copy of it
    Chat chat;
    std::string ticket;
    ns1__SoCredentials credentials;
    SOAP_ENV__Header header;
};

}  // namespace

int main(int count, char **words) {
    if (count != 8) return 2;
    int version = std::string(words[2]) == "1.2" ? 2 : 1;
    int session = std::atoi(words[7]);
    std::string colleague = words[5];
    Agent mine(words[1], version, words[3], words[4]), theirs(words[1], version, colleague, words[6]);

    _ns1__ChatTopicsForUser forUser;
    _ns1__ChatTopicsForUserResponse topics;
    mine.call(&Chat::ChatTopicsForUser, forUser, topics);
    for (const ns1__ChatTopicEntity *topic : topics.Response->ChatTopicEntity) std::printf("topic %s\n", topic->Name->c_str());

    int two = 2;
    bool yes = true, no = false;
    ns1__ChatPresence there;
    there.UserId = &two;
    there.Present = &yes;
    ns1__ArrayOfChatPresence list;
    list.ChatPresence.push_back(&there);
    _ns1__SaveChatPresence save;
    _ns1__SaveChatPresenceResponse saved;
    save.ChatPresence = &list;
    mine.call(&Chat::SaveChatPresence, save, saved);
    _ns1__GetChatPresence ask;
    _ns1__GetChatPresenceResponse presence;
    mine.call(&Chat::GetChatPresence, ask, presence);
    for (const ns1__ChatPresence *user : presence.Response->ChatPresence) {
        std::printf("presence %s %s\n", user->DisplayName->c_str(), *user->Present ? "yes" : "no");
    }

    _ns1__PickUpChatSession pick;
    _ns1__PickUpChatSessionResponse picked;
    pick.ChatSessionId = &session;
    mine.call(&Chat::PickUpChatSession, pick, picked);
    std::printf("picked up %s by %s\n", soap_ns1__ChatSessionStatus2s(nullptr, *picked.Response->Status), picked.Response->User->FullName->c_str());

    std::string text = "Hei <b>på</b> deg & dine", author = "Maja";
    ns1__ChatMessageType type = ns1__ChatMessageType__ToCustomer;
    ns1__ChatMessage message;
    message.Message = &text;
    message.Author = &author;
    message.Type = &type;
    _ns1__AddChatMessage add;
    _ns1__AddChatMessageResponse added;
    add.ChatSessionId = &session;
    add.Message = &message;
    mine.call(&Chat::AddChatMessage, add, added);

    int zero = 0;
    _ns1__GetChatMessages get;
    _ns1__GetChatMessagesResponse messages;
    get.ChatSessionId = &session;
    get.After = &zero;
    mine.call(&Chat::GetChatMessages, get, messages);
    for (const ns1__ChatMessage *one : messages.Response->ChatMessage) {
        std::printf("message %s %s\n", soap_ns1__ChatMessageType2s(nullptr, *one->Type), one->Message->c_str());
    }

    _ns1__TransferChatSession transfer;
    _ns1__TransferChatSessionResponse offered;
    transfer.ChatSessionId = &session;
    transfer.ToAssociate = &colleague;
    mine.call(&Chat::TransferChatSession, transfer, offered);
    std::printf("offered to %s\n", offered.Response->TransferTo->FullName->c_str());
    _ns1__RejectChatSessionTransfer reject;
    _ns1__RejectChatSessionTransferResponse rejected;
    reject.ChatSessionId = &session;
    theirs.call(&Chat::RejectChatSessionTransfer, reject, rejected);
    std::printf("rejected %s\n", rejected.Response->TransferTo != nullptr ? "still offered" : "no longer offered");

    _ns1__GetChatTranscript print;
    _ns1__GetChatTranscriptResponse transcript;
    print.ChatSessionId = &session;
    print.Html = &no;
    mine.call(&Chat::GetChatTranscript, print, transcript);
    std::printf("transcript %d\n", transcript.Response->find("Maja: Hei") != std::string::npos ? 1 : 0);

    _ns1__DeleteChatSessionEntity remove;
    _ns1__DeleteChatSessionEntityResponse removed;
    remove.ChatSessionEntityId = &session;
    mine.call(&Chat::DeleteChatSessionEntity, remove, removed);
    _ns1__ChatSessionsForUser rest;
    _ns1__ChatSessionsForUserResponse left;
    mine.call(&Chat::ChatSessionsForUser, rest, left);
    bool isListed = false;
    for (const ns1__ChatSessionEntity *one : left.Response->ChatSessionEntity) isListed = isListed || *one->ChatSessionId == session;
    std::puts(isListed ? "still listed" : "deleted");
    return 0;
}
