/* An independent judge: counts every instruction executed with QEMU's own inline counter (one thread only) and writes the sum to a file. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <stddef.h>
int qemu_plugin_version = 1;
extern void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t, void (*)(uint64_t, void *));
extern void qemu_plugin_register_atexit_cb(uint64_t, void (*)(uint64_t, void *), void *);
extern size_t qemu_plugin_tb_n_insns(void *);
extern void *qemu_plugin_tb_get_insn(void *, size_t);
extern void qemu_plugin_register_vcpu_insn_exec_inline(void *, int, void *, uint64_t);
static uint64_t count;
static char path[512];
static void translated(uint64_t id, void *tb) {
    size_t n = qemu_plugin_tb_n_insns(tb);
    for (size_t i = 0; i < n; i++) qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_tb_get_insn(tb, i), 0, &count, 1);
}
static void ended(uint64_t id, void *data) {
    FILE *f = fopen(path, "w");
    if (f) { fprintf(f, "%llu", (unsigned long long)count); fclose(f); }
}
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
    if (argc != 1 || strncmp(argv[0], "out=", 4)) return 1;
    snprintf(path, sizeof path, "%s", argv[0] + 4);
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, 0);
    return 0;
}
