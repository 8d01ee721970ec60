<?php
// PHP's SoapClient, made from service descriptions, through a day of two agents. Prints a line for each step.
//
//     php story.php ADDRESS SOAP_VERSION USER PASSWORD COLLEAGUE COLLEAGUES_PASSWORD SESSION
[, $address, $version, $user, $password, $colleague, $hers, $session] = $argv;
ini_set('soap.wsdl_cache_enabled', '0');
$options = [
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS, 'exceptions' => true,
    'soap_version' => $version === '1.2' ? SOAP_1_2 : SOAP_1_1,
];
$session = (int)$session;

function chat(string $address, array $options, string $user, string $password): SoapClient {
    $principal = new SoapClient("$address/Remote/Services88/SoPrincipal.svc?wsdl", $options);
    $answer = $principal->AuthenticateUsernamePassword(['UserName' => $user, 'Password' => $password]);
    $chat = new SoapClient("$address/Remote/Services88/Chat.svc?wsdl", $options);
    $chat->__setSoapHeaders(new SoapHeader(
        'http://www.superoffice.net/ws/crm/NetServer/Services88', 'Credentials', ['Ticket' => $answer->Credentials->Ticket]));
    echo "authenticated ", $answer->Response->FullName, "\n";
    return $chat;
}

$mine = chat($address, $options, $user, $password);
$theirs = chat($address, $options, $colleague, $hers);

foreach ($mine->ChatTopicsForUser()->Response->ChatTopicEntity as $topic) echo "topic ", $topic->Name, "\n";
$mine->SaveChatPresence(['ChatPresence' => ['ChatPresence' => [['UserId' => 2, 'Present' => true]]]]);
foreach ($mine->GetChatPresence()->Response->ChatPresence as $there) {
    echo "presence ", $there->DisplayName, $there->Present ? " yes" : " no", "\n";
}
$picked = $mine->PickUpChatSession(['ChatSessionId' => $session])->Response;
echo "picked up ", $picked->Status, " by ", $picked->User->FullName, "\n";
$mine->AddChatMessage(['ChatSessionId' => $session, 'Message' => ['Message' => 'Hei <b>på</b> deg & dine', 'Type' => 'ToCustomer', 'Author' => 'Maja']]);
foreach ($mine->GetChatMessages(['ChatSessionId' => $session, 'After' => 0])->Response->ChatMessage as $message) {
    echo "message ", $message->Type, " ", $message->Message, "\n";
}
$offered = $mine->TransferChatSession(['ChatSessionId' => $session, 'ToAssociate' => $colleague])->Response;
echo "offered to ", $offered->TransferTo->FullName, "\n";
$rejected = $theirs->RejectChatSessionTransfer(['ChatSessionId' => $session])->Response;
echo "rejected ", isset($rejected->TransferTo) ? "still offered" : "no longer offered", "\n";
echo "transcript ", substr_count($mine->GetChatTranscript(['ChatSessionId' => $session, 'Html' => false])->Response, "Maja: Hei"), "\n";
$mine->DeleteChatSessionEntity(['ChatSessionEntityId' => $session]);
$left = array_map(fn ($one) => $one->ChatSessionId, $mine->ChatSessionsForUser()->Response->ChatSessionEntity);
echo in_array($session, $left) ? "still listed" : "deleted", "\n";
