/* libopendkim, http://www.opendkim.org; called as bench/peers/common.ts says. Compiled by bench/dkim.ts. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/types.h>
#include <opendkim/dkim.h>

struct mail { char *octets; size_t length; };
struct key { char *name; char *record; };

static struct mail mails[100000];
static int mail_count;
static struct key keys[100];
static int key_count;

static void fail(const char *what) { perror(what); exit(1); }

static char *read_whole(const char *path, size_t *length) {
	FILE *file = fopen(path, "rb");
	if (file == NULL) fail(path);
	fseek(file, 0, SEEK_END);
	*length = (size_t)ftell(file);
	rewind(file);
	char *octets = malloc(*length + 1);
	if (octets == NULL || fread(octets, 1, *length, file) != *length) fail(path);
	octets[*length] = '\0';
	fclose(file);
	return octets;
}

static DKIM_STAT look_up(DKIM *dkim, DKIM_SIGINFO *signature, unsigned char *buffer, size_t length) {
	char name[512];
	(void)dkim;
	snprintf(name, sizeof name, "%s._domainkey.%s", dkim_sig_getselector(signature), dkim_sig_getdomain(signature));
	for (int i = 0; i < key_count; i++) {
		if (strcmp(keys[i].name, name) != 0) continue;
		snprintf((char *)buffer, length, "%s", keys[i].record);
		return DKIM_STAT_OK;
	}
	return DKIM_STAT_NOKEY;
}

static bool verify(DKIM_LIB *library, struct mail mail) {
	DKIM_STAT status;
	bool testkey = false;
	DKIM *dkim = dkim_verify(library, (const unsigned char *)"bench", NULL, &status);
	if (dkim == NULL) { fprintf(stderr, "dkim_verify: %d\n", status); exit(1); }
	status = dkim_chunk(dkim, (unsigned char *)mail.octets, mail.length);
	if (status == DKIM_STAT_OK) status = dkim_chunk(dkim, NULL, 0);
	if (status == DKIM_STAT_OK) status = dkim_eom(dkim, &testkey);
	dkim_free(dkim);
	return status == DKIM_STAT_OK;
}

int main(int argc, char **argv) {
	if (argc < 4) return 2;
	struct dirent **entries;
	int entry_count = scandir(argv[1], &entries, NULL, alphasort);
	for (int i = 0; i < entry_count; i++) {
		size_t length = strlen(entries[i]->d_name);
		char path[4096];
		if (length < 4 || strcmp(entries[i]->d_name + length - 4, ".eml") != 0) continue;
		snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
		mails[mail_count].octets = read_whole(path, &mails[mail_count].length);
		mail_count++;
	}
	size_t unused;
	for (char *line = strtok(read_whole(argv[2], &unused), "\n"); line != NULL; line = strtok(NULL, "\n")) {
		char *tab = strchr(line, '\t');
		if (tab == NULL) continue;
		*tab = '\0';
		keys[key_count++] = (struct key){ line, tab + 1 };
	}
	DKIM_LIB *library = dkim_init(NULL, NULL);
	if (library == NULL) fail("dkim_init");
	dkim_set_key_lookup(library, look_up);
	for (int i = 0; i < mail_count; i++) verify(library, mails[i]);
	long verified = 0, count = 0;
	double seconds = atof(argv[3]), taken;
	clock_t began = clock();
	do {
		for (int i = 0; i < mail_count; i++) {
			verified += verify(library, mails[i]);
			count++;
		}
		taken = (double)(clock() - began) / CLOCKS_PER_SEC;
	} while (taken < seconds);
	printf("%ld %ld %f\n", verified, count, taken);
	return 0;
}
