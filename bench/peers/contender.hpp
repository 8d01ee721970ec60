// The protocol between bench/run and a contender (README.md): one command a line on stdin, one answer a line on stdout.
#pragma once
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "model.hpp"

// No session is moved once it is there.
using Sessions = std::deque<model::ChatSessionEntity>;

struct Mode {
    std::string name;
    std::function<void()> prepare;               // not timed: reads the corpus, makes what the mode starts from
    std::function<void()> once;                  // timed: one whole document
    std::function<uint64_t()> checksum;          // of what `once` left: the structs, or the bytes of the document
    std::function<std::string_view()> document;  // of an encoder
};

inline std::string read_file(const char *path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail("cannot read the corpus");
    return {std::istreambuf_iterator<char>(file), {}};
}

inline Mode decoder(std::string name, std::function<void()> prepare, std::function<void()> once, std::function<uint64_t()> checksum) {
    return {std::move(name), std::move(prepare), std::move(once), std::move(checksum), {}};
}

inline Mode encoder(std::string name, std::function<void()> prepare, std::function<void()> once, std::function<std::string_view()> document) {
    auto sum = [document] {
        Checksum sum;
        const std::string_view text = document();
        sum.bytes(text.data(), text.size());
        return sum.value;
    };
    return {std::move(name), std::move(prepare), std::move(once), sum, document};
}

inline int contend(std::vector<Mode> modes) try {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string command, name, path;
        words >> command >> name;
        if (command == "modes") {
            for (size_t i = 0; i < modes.size(); i++) std::cout << (i != 0 ? " " : "") << modes[i].name;
            std::cout << std::endl;
            continue;
        }
        Mode *mode = nullptr;
        for (Mode &each : modes)
            if (each.name == name) mode = &each;
        if (mode == nullptr) fail("unknown mode");
        if (mode->prepare) {
            mode->prepare();
            mode->prepare = nullptr;
        }
        if (command == "run") {
            long iterations = 0;
            words >> iterations;
            const auto start = std::chrono::steady_clock::now();
            for (long i = 0; i < iterations; i++) mode->once();
            const std::chrono::nanoseconds time = std::chrono::steady_clock::now() - start;
            std::printf("%lld %016llx\n", static_cast<long long>(time.count()), static_cast<unsigned long long>(mode->checksum()));
            std::fflush(stdout);
        } else if (command == "write" && mode->document) {
            words >> path;
            mode->once();
            const std::string_view text = mode->document();
            std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
            std::cout << text.size() << std::endl;
        } else {
            fail("unknown command");
        }
    }
    return 0;
} catch (const std::exception &error) {
    std::cerr << "contender: " << error.what() << std::endl;
    return 1;
}
