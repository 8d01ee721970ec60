#include "engine.h"

#include "complain.h"
#include "file_text.h"

#include <stdlib.h>

/* Complains about what the library says of a file: where it was (line and column, and by name) and what was expected. */
static void complain_of(const char *option, const char *file, const struct file_text *text, const chatcore_error *error) {
    char place[64] = "";
    if (error == NULL) {
        complain("%s %s: no memory is left", option, file);
        return;
    }
    if (error->offset >= 0) {
        file_text_place(text, (uint64_t)error->offset, place, sizeof place);
    }
    complain("%s %s%s: %s%s%s", option, file, place, error->path, error->path[0] == '\0' ? "" : ": ", error->message);
}

static chatcore *open_configured(const char *file) {
    struct file_text text;
    if (!file_text_read(&text, "--config", file)) {
        return NULL;
    }
    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    if (chatcore_open(file_text_bytes(&text), &engine, &error) != CHATCORE_OK) {
        complain_of("--config", file, &text, error);
        chatcore_release(error);
    }
    file_text_free(&text);
    return engine;
}

static bool import(chatcore *engine, const char *file) {
    struct file_text text;
    if (!file_text_read(&text, "--import", file)) {
        return false;
    }
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    /* An empty caller is the host itself. */
    int32_t code = chatcore_call(engine, chatcore_text(""), chatcore_text("System.Import"), file_text_bytes(&text), &result, &error);
    if (code != CHATCORE_OK) {
        complain_of("--import", file, &text, error);
        chatcore_release(error);
    } else {
        complain("imported %s: %s", file, result->data);
        chatcore_release(result);
    }
    file_text_free(&text);
    return code == CHATCORE_OK;
}

chatcore *engine_open(const struct options *options) {
    chatcore *engine = open_configured(options->config);
    if (engine != NULL && options->import != NULL && !import(engine, options->import)) {
        chatcore_close(engine);
        return NULL;
    }
    return engine;
}
