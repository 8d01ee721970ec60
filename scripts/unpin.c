/*
 * Copies a static library so that the linker may leave out what nothing in it needs.
 *
 *     unpin FROM.a TO.a
 *
 * In the toolchain's libraries every public function carries the mark "keep, whoever calls it" (SHF_GNU_RETAIN), and
 * --gc-sections has to obey: a megabyte of the Swift runtime that no program can reach through ours. The copy lacks
 * that mark on code, constants and what only a debugger looks for. The sections by which the runtime finds types and
 * conformances keep it, and with it all that they lead to.
 */
#include <ar.h>
#include <elf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef SHF_GNU_RETAIN
#define SHF_GNU_RETAIN (1 << 21)
#endif

static bool starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

/* Fields are looked for by the descriptions of their types, which lead to them; the rest by nothing in a program. */
static bool is_for_debuggers(const char *section) {
    static const char *const names[] = {
        "swift5_fieldmd", "swift5_assocty", "swift5_builtin", "swift5_capture", "swift5_mpenum"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(section, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes the mark from one object's sections, and answers false if this is no 64-bit object. */
static bool unpin_object(unsigned char *object, size_t size) {
    Elf64_Ehdr *header = (Elf64_Ehdr *)object;
    if (size < sizeof *header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
        header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_shentsize != sizeof(Elf64_Shdr) ||
        header->e_shoff % _Alignof(Elf64_Shdr) != 0 || header->e_shoff > size ||
        size - header->e_shoff < sizeof(Elf64_Shdr)) {
        return false;
    }
    Elf64_Shdr *sections = (Elf64_Shdr *)(object + header->e_shoff);
    /* What has no room in the header, as with Swift.o's 26,000 sections, is in the first section. */
    uint64_t count = header->e_shnum != 0 ? header->e_shnum : sections[0].sh_size;
    uint64_t names = header->e_shstrndx != SHN_XINDEX ? header->e_shstrndx : sections[0].sh_link;
    if (count > (size - header->e_shoff) / sizeof *sections || names >= count || sections[names].sh_offset > size) {
        return false;
    }
    const char *name = (const char *)object + sections[names].sh_offset;
    size_t room = size - sections[names].sh_offset;
    for (uint64_t i = 0; i < count; i++) {
        if (sections[i].sh_name >= room || memchr(name + sections[i].sh_name, 0, room - sections[i].sh_name) == NULL) {
            return false;
        }
        const char *section = name + sections[i].sh_name;
        bool may_go = starts_with(section, ".text") || starts_with(section, ".rodata") || starts_with(section, ".data");
        if (may_go || is_for_debuggers(section)) {
            sections[i].sh_flags &= ~(uint64_t)SHF_GNU_RETAIN;
        }
    }
    return true;
}

/* Does it for all objects of an archive, and answers false if it cannot be read. */
static bool unpin_archive(unsigned char *archive, size_t size) {
    if (size < SARMAG || memcmp(archive, ARMAG, SARMAG) != 0) {
        return false;
    }
    size_t at = SARMAG;
    while (size - at >= sizeof(struct ar_hdr)) {
        const struct ar_hdr *member = (const struct ar_hdr *)(archive + at);
        char digits[sizeof member->ar_size + 1] = {0};
        memcpy(digits, member->ar_size, sizeof member->ar_size);
        size_t length = strtoull(digits, NULL, 10);
        at += sizeof *member;
        if (memcmp(member->ar_fmag, ARFMAG, sizeof member->ar_fmag) != 0 || length > size - at) {
            return false;
        }
        bool is_index = member->ar_name[0] == '/' && (member->ar_name[1] == ' ' || member->ar_name[1] == '/');
        if (!is_index) {
            /* Members begin at even offsets only, and an object's structures want to be aligned. */
            unsigned char *object = malloc(length + 1);
            if (object == NULL) {
                return false;
            }
            memcpy(object, archive + at, length);
            bool is_unpinned = unpin_object(object, length);
            memcpy(archive + at, object, length);
            free(object);
            if (!is_unpinned) {
                return false;
            }
        }
        at += length;
        if (at < size && length % 2 == 1) {
            at++;
        }
    }
    return true;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: unpin FROM.a TO.a\n");
        return 2;
    }
    FILE *from = fopen(arguments[1], "rb");
    if (from == NULL || fseek(from, 0, SEEK_END) != 0) {
        perror(arguments[1]);
        return 1;
    }
    long size = ftell(from);
    rewind(from);
    unsigned char *archive = malloc((size_t)size + 1);
    if (archive == NULL || fread(archive, 1, (size_t)size, from) != (size_t)size) {
        perror(arguments[1]);
        return 1;
    }
    fclose(from);
    if (!unpin_archive(archive, (size_t)size)) {
        fprintf(stderr, "%s is no archive of 64-bit ELF objects\n", arguments[1]);
        return 1;
    }
    FILE *to = fopen(arguments[2], "wb");
    if (to == NULL || fwrite(archive, 1, (size_t)size, to) != (size_t)size || fclose(to) != 0) {
        perror(arguments[2]);
        return 1;
    }
    free(archive);
    return 0;
}
