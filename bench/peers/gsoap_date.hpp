// What soapcpp2's input names as xsd:dateTime; gsoap.cpp reads and writes it.
#pragma once
#include "values.hpp"

struct BenchDate : DateTime {};
