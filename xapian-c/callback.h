/* callback.h - C functions in the place of Xapian's match deciders and match spies. */
#ifndef XAPIAN_C_CALLBACK_H
#define XAPIAN_C_CALLBACK_H

#include <memory>
#include <utility>

#include <xapian.h>

#include "handles.h"
#include "shard.h"

namespace xap
{

/** What is lent to a callback: DOCUMENT of a running match, under its merged docid. CURRENT is NULL
 *  where there is one shard. */
inline xap_document lend_document(const Xapian::Document &document, const CurrentShard *current)
{
    Xapian::docid local = document.get_docid();
    return xap_document{
        document, current ? current->shards->merged(current->number, local) : local, {}};
}

class Decider final : public Xapian::MatchDecider
{
  public:
    Decider(xap_decider function_, void *context_, std::shared_ptr<const CurrentShard> current_)
        : function(function_), context(context_), current(std::move(current_))
    {
    }

    bool operator()(const Xapian::Document &document) const override
    {
        xap_document lent = lend_document(document, current.get());
        int answer = function(context, &lent, lent.docid);
        if (answer < 0)
            throw Stopped{"match decider", answer};
        return answer > 0;
    }

  private:
    xap_decider function;
    void *context;
    std::shared_ptr<const CurrentShard> current;
};

class Spy final : public Xapian::MatchSpy
{
  public:
    Spy(xap_spy function_, void *context_, std::shared_ptr<const CurrentShard> current_)
        : function(function_), context(context_), current(std::move(current_))
    {
    }

    void operator()(const Xapian::Document &document, double weight) override
    {
        xap_document lent = lend_document(document, current.get());
        int answer = function(context, &lent, lent.docid, weight);
        if (answer != 0)
            throw Stopped{"match spy", answer};
    }

  private:
    xap_spy function;
    void *context;
    std::shared_ptr<const CurrentShard> current;
};

} // namespace xap

#endif
