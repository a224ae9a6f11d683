#include "handles.h"

using xap::guard;

struct xap_stemmer {
    Xapian::Stem stem;
    std::string word, buffer;
};

extern "C" {

xap_status xap_stemmer_new(const char *language, xap_stemmer **stemmer, xap_error *error)
{
    *stemmer = nullptr;
    return guard(__func__, error, [&] {
        *stemmer = new xap_stemmer{Xapian::Stem(language), {}, {}};
        return XAP_OK;
    });
}

void xap_stemmer_free(xap_stemmer *stemmer)
{
    delete stemmer;
}

xap_status xap_stemmer_stem(xap_stemmer *stemmer, const char *word, size_t length, xap_bytes *stem,
                            xap_error *error)
{
    *stem = {"", 0};
    return guard(__func__, error, [&] {
        if (length)
            stemmer->word.assign(word, length);
        else
            stemmer->word.clear();
        *stem = xap::lend(stemmer->buffer, stemmer->stem(stemmer->word));
        return XAP_OK;
    });
}

xap_status xap_stemmer_languages(char **names, xap_error *error)
{
    *names = nullptr;
    return guard(__func__, error, [&] {
        *names = xap::allocate(Xapian::Stem::get_available_languages());
        return XAP_OK;
    });
}

} // extern "C"
