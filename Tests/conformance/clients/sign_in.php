<?php
// PHP's SoapClient, made from our service descriptions: signs in, and says who that was and who is there, as JSON.
//
//     php sign_in.php ADDRESS USER PASSWORD
[, $address, $user, $password] = $argv;
ini_set('soap.wsdl_cache_enabled', '0');
$options = ['features' => SOAP_SINGLE_ELEMENT_ARRAYS, 'exceptions' => true];

$principal = new SoapClient("$address/Remote/Services88/SoPrincipal.svc?wsdl", $options);
$answer = $principal->AuthenticateUsernamePassword(['UserName' => $user, 'Password' => $password]);

$chat = new SoapClient("$address/Remote/Services88/Chat.svc?singleWsdl", $options);
$chat->__setSoapHeaders(new SoapHeader(
    'http://www.superoffice.net/ws/crm/NetServer/Services88', 'Credentials', ['Ticket' => $answer->Credentials->Ticket]));
$presence = $chat->GetChatPresence();

echo json_encode([
    'succeeded' => $answer->AuthenticationSucceeded,
    'name' => $answer->Response->FullName,
    'operations' => count($chat->__getFunctions()),
    'presence' => array_map(fn ($user) => $user->DisplayName, $presence->Response->ChatPresence),
]);
