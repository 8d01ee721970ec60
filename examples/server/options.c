#include "options.h"

#include "amounts.h"
#include "complain.h"

#include <chatcore.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum kind { TEXT, LISTENER, COUNT, SIZE, SECONDS, MODE, FLAG };

/* One option: where its value goes, what it may be and what it is when it is not given. */
struct option {
    const char *name;
    const char *value;
    enum kind kind;
    size_t offset;
    const char *usual;
    uint64_t least;
    uint64_t most;
    const char *help;
};

#define AT(field) offsetof(struct options, field)
#define GIB (UINT64_C(1) << 30)

static const struct option table[] = {
    {"listen", "ADDRESS", LISTENER, 0, NULL, 0, 0,
     "where to listen: HOST:PORT, [IPv6]:PORT, :PORT or unix:PATH; may be repeated (127.0.0.1:8686)"},
    {"unix-mode", "MODE", MODE, AT(unix_mode), "0660", 0, 0777, "who may connect to a socket at a PATH, in octal"},
    {"config", "FILE", TEXT, AT(config), NULL, 0, 0, "the engine's config, as chatcore_open() takes it; required"},
    {"import", "FILE", TEXT, AT(import), NULL, 0, 0, "runs System.Import with this document before listening"},
    {"access-log", "FILE", TEXT, AT(access_log), "-", 0, 0, "where a line for each request goes; - is standard output, off is nowhere"},
    {"behind-proxy", NULL, FLAG, AT(behind_proxy), "0", 0, 1, "takes the client's address from the last X-Forwarded-For"},
    {"threads", "N", COUNT, AT(threads), "16", 1, 256, "requests that are handled at one time, for each address"},
    {"connections", "N", COUNT, AT(connections), "1024", 1, 100000, "connections that are open at one time, for each address"},
    {"waiters", "N", COUNT, AT(waiters), "256", 0, 10000, "requests that wait for news at one time; half of --connections at most"},
    {"max-head", "SIZE", SIZE, AT(head_bytes), "64K", 4096, 1 << 20, "bytes of a request's first line and headers"},
    {"max-body", "SIZE", SIZE, AT(body_bytes), "64M", 1, GIB, "bytes of a request's body"},
    {"max-memory", "SIZE", SIZE, AT(memory_bytes), "512M", 1 << 16, 1024 * GIB, "bytes of all bodies that are held at one time"},
    {"request-timeout", "SECONDS", SECONDS, AT(request_seconds), "60", 1, 86400, "to send a whole request"},
    {"response-timeout", "SECONDS", SECONDS, AT(response_seconds), "300", 1, 86400, "to be answered and to take the answer"},
    {"idle-timeout", "SECONDS", SECONDS, AT(idle_seconds), "75", 1, 86400, "without a byte, after which a connection is closed"},
    {"stop-timeout", "SECONDS", SECONDS, AT(stop_seconds), "30", 0, 86400, "for requests under way when the server is stopped"},
};

static const char *const expected[] = {
    [COUNT] = "a number",
    [SIZE] = "a number of bytes such as 65536, 64K, 16M or 1G",
    [SECONDS] = "a number of seconds",
    [MODE] = "a mode in octal, such as 0660",
};

static bool set(struct options *options, const struct option *option, const char *value) {
    uint64_t number = 0;
    bool read = false;
    switch (option->kind) {
    case TEXT:
        memcpy((char *)options + option->offset, &value, sizeof value);
        return true;
    case LISTENER:
        if (options->listen_count == MOST_LISTENERS) {
            complain("--listen may be given %d times at most", MOST_LISTENERS);
            return false;
        }
        options->listen[options->listen_count++] = value;
        return true;
    case SIZE:
        read = read_size(value, &number);
        break;
    case MODE:
        read = read_mode(value, &number);
        break;
    case COUNT:
    case SECONDS:
    case FLAG:
        read = read_count(value, &number);
        break;
    }
    if (!read) {
        complain("--%s: \"%s\" is not %s", option->name, value, expected[option->kind]);
        return false;
    }
    if (number < option->least || number > option->most) {
        if (option->kind == MODE) {
            complain("--%s: %s is not within 0 and %#" PRIo64, option->name, value, option->most);
        } else {
            complain("--%s: %s is not within %" PRIu64 " and %" PRIu64, option->name, value, option->least, option->most);
        }
        return false;
    }
    memcpy((char *)options + option->offset, &number, sizeof number);
    return true;
}

static const struct option *find(const char *name, size_t size) {
    for (size_t index = 0; index < sizeof table / sizeof *table; index++) {
        if (strlen(table[index].name) == size && memcmp(table[index].name, name, size) == 0) {
            return &table[index];
        }
    }
    return NULL;
}

static void print_help(void) {
    printf("Usage: chatcore-server --config FILE [OPTION]...\n"
           "Serves a ChatCore engine over HTTP.\n\n");
    for (size_t index = 0; index < sizeof table / sizeof *table; index++) {
        char left[64];
        snprintf(left, sizeof left, "--%s %s", table[index].name, table[index].value == NULL ? "" : table[index].value);
        printf("  %-27s %s", left, table[index].help);
        if (table[index].usual != NULL && table[index].kind != FLAG) {
            printf(" (%s)", table[index].usual);
        }
        printf("\n");
    }
    printf("  %-27s %s\n  %-27s %s\n", "--help", "prints this", "--version", "prints the versions of server, library and HTTP");
    printf("\nSockets that systemd passes are served as well. SIGTERM stops the server, SIGHUP opens the access log anew.\n");
}

/* What only shows when all options are known. */
static bool agree(const struct options *options) {
    if (options->config == NULL) {
        complain("--config FILE is required; --help lists the options");
        return false;
    }
    if (options->connections < options->threads) {
        complain("--connections: %" PRIu64 " is less than the %" PRIu64 " of --threads, which would have nothing to do",
                 options->connections, options->threads);
        return false;
    }
    return true;
}

enum options_outcome options_read(struct options *options, int count, char **arguments) {
    memset(options, 0, sizeof *options);
    for (size_t index = 0; index < sizeof table / sizeof *table; index++) {
        if (table[index].usual != NULL && !set(options, &table[index], table[index].usual)) {
            return OPTIONS_WRONG;
        }
    }
    for (int index = 1; index < count; index++) {
        const char *argument = arguments[index];
        if (strcmp(argument, "--help") == 0) {
            print_help();
            return OPTIONS_ANSWERED;
        }
        if (strcmp(argument, "--version") == 0) {
            printf("chatcore-server %s, libchatcore %s, libmicrohttpd %s\n", CHATCORE_VERSION, chatcore_version(), MHD_get_version());
            return OPTIONS_ANSWERED;
        }
        const char *name = strncmp(argument, "--", 2) == 0 ? argument + 2 : "";
        size_t size = strcspn(name, "=");
        const struct option *option = find(name, size);
        if (option == NULL) {
            complain("%s is not an option; --help lists them", argument);
            return OPTIONS_WRONG;
        }
        const char *value = name[size] == '=' ? name + size + 1 : NULL;
        if (option->kind == FLAG) {
            if (value != NULL) {
                complain("--%s takes no value", option->name);
                return OPTIONS_WRONG;
            }
            value = "1";
        } else if (value == NULL && ++index < count) {
            value = arguments[index];
        }
        if (value == NULL || *value == '\0') {
            complain("--%s: expected %s behind it", option->name, option->value);
            return OPTIONS_WRONG;
        }
        if (!set(options, option, value)) {
            return OPTIONS_WRONG;
        }
    }
    return agree(options) ? OPTIONS_RUN : OPTIONS_WRONG;
}
