#include "support.h"

Test(stem, english)
{
    xap_stemmer *stemmer;
    xap_bytes stem;
    OK(xap_stemmer_new("english", &stemmer, &error));
    OK(xap_stemmer_stem(stemmer, "requests!", 8, &stem, &error));
    cr_assert(bytes_are(stem, "request"), "%s", stem.data);
    OK(xap_stemmer_stem(stemmer, NULL, 0, &stem, &error));
    cr_assert(bytes_are(stem, ""), "%s", stem.data);
    OK(xap_stemmer_stem(stemmer, "\xFF\xC3", 2, &stem, &error));
    xap_stemmer_free(stemmer);
    xap_stemmer_free(NULL);
}

Test(stem, none_leaves_words_alone)
{
    xap_stemmer *stemmer;
    xap_bytes stem;
    OK(xap_stemmer_new("none", &stemmer, &error));
    OK(xap_stemmer_stem(stemmer, "requests", 8, &stem, &error));
    cr_assert(bytes_are(stem, "requests"), "%s", stem.data);
    xap_stemmer_free(stemmer);
}

Test(stem, unknown_languages_are_refused)
{
    xap_stemmer *stemmer;
    char *names;
    FAILS(XAP_INVALID_ARGUMENT, xap_stemmer_new("klingon", &stemmer, &error));
    cr_assert(stemmer == NULL && strstr(error.message, "klingon") != NULL, "%s", error.message);
    OK(xap_stemmer_languages(&names, &error));
    cr_assert(strstr(names, "english") != NULL, "%s", names);
    xap_string_free(names);
}
