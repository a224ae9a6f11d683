#include "indexer/tag/findings.h"

#include <string.h>

#define BIT(role) (1u << (role))

/* No document deals with so many provisions; a list of all laws may name more. They are compared
 * with each other. */
#define FINDINGS_LIMIT 2000

/* Roles that a regulator or tribunal gives. */
#define FOUND                                                                                      \
    (BIT(FOI_ROLE_UPHELD) | BIT(FOI_ROLE_REJECTED) | BIT(FOI_ROLE_BREACHED) |                      \
     BIT(FOI_ROLE_COMPLIED))

void foi_findings_note(foi_findings *findings, const char *id, foi_role role, bool line,
                       foi_evidence evidence)
{
    foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    if (!standing && findings->order->len >= FINDINGS_LIMIT) {
        foi_reading_note_limit(findings->reading, "the first 2,000 provisions");
        return;
    }
    if (!standing) {
        standing = g_new0(foi_standing, 1);
        standing->id = g_intern_string(id);
        g_hash_table_insert(findings->by_id, (gpointer)standing->id, standing);
        g_ptr_array_add(findings->order, standing);
    }
    if (!(standing->roles & BIT(role)) || (line && !(standing->lines & BIT(role))))
        standing->evidence[role] = evidence;
    standing->roles |= BIT(role);
    if (line)
        standing->lines |= BIT(role);
    findings->any_line = findings->any_line || line;
}

void foi_findings_replace(foi_findings *findings, const char *id, foi_role role, foi_role instead,
                          foi_evidence evidence)
{
    foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    if (standing) {
        standing->roles &= ~BIT(role);
        standing->lines &= ~BIT(role);
    }
    if (instead)
        foi_findings_note(findings, id, instead, false, evidence);
}

bool foi_findings_is_within(const char *id, const char *section)
{
    size_t length = strlen(section);
    return strncmp(id, section, length) == 0 && (id[length] == '\0' || id[length] == '(');
}

static foi_standing *standing_at(const foi_findings *findings, guint i)
{
    return g_ptr_array_index(findings->order, i);
}

bool foi_findings_has_part(const foi_findings *findings, const char *section, foi_role role)
{
    for (guint i = 0; i < findings->order->len; i++) {
        const foi_standing *part = standing_at(findings, i);
        if ((part->roles & BIT(role)) && strcmp(part->id, section) != 0 &&
            foi_findings_is_within(part->id, section))
            return true;
    }
    return false;
}

bool foi_findings_claims(const foi_findings *findings, const char *section)
{
    for (guint i = 0; i < findings->order->len; i++)
        if ((standing_at(findings, i)->roles & ~BIT(FOI_ROLE_MENTIONED)) &&
            foi_findings_is_within(standing_at(findings, i)->id, section))
            return true;
    return false;
}

bool foi_findings_has_role(const foi_findings *findings, const char *id, foi_role role)
{
    const foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    return standing && (standing->roles & BIT(role));
}

bool foi_findings_has(const foi_findings *findings, foi_role role)
{
    for (guint i = 0; i < findings->order->len; i++)
        if (standing_at(findings, i)->roles & BIT(role))
            return true;
    return false;
}

void foi_findings_note_claimed(foi_findings *findings, const char *sections, foi_role role,
                               foi_evidence evidence)
{
    g_auto(GStrv) list = g_strsplit(sections ? sections : "", "|", -1);
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *standing = standing_at(findings, i);
        bool meant = !sections;
        for (char **section = list; *section; section++)
            meant = meant || foi_findings_is_within(standing->id, *section);
        if (meant && !standing->unconsidered && (standing->roles & BIT(FOI_ROLE_RELIED_ON)) &&
            !(standing->roles & BIT(FOI_ROLE_WITHDRAWN)) && foi_law_is_exemption(standing->id))
            foi_findings_note(findings, standing->id, role, false, evidence);
    }
}

void foi_findings_turn(foi_findings *findings, const char *id, foi_evidence evidence)
{
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *standing = standing_at(findings, i);
        bool related =
            foi_findings_is_within(standing->id, id) || foi_findings_is_within(id, standing->id);
        /* Of what stood in part and fell in part enough was said. */
        bool both = standing->partial && (standing->roles & BIT(FOI_ROLE_REJECTED));
        if (related && !both && (standing->roles & BIT(FOI_ROLE_UPHELD)) &&
            !(standing->lines & BIT(FOI_ROLE_UPHELD)))
            foi_findings_replace(findings, standing->id, FOI_ROLE_UPHELD, FOI_ROLE_REJECTED,
                                 evidence);
    }
    foi_findings_note(findings, id, FOI_ROLE_REJECTED, false, evidence);
}

/* What the line says of a section holds for its parts: prose that says otherwise was an argument.
 */
static void apply_line(foi_findings *findings, const foi_standing *line)
{
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *part = standing_at(findings, i);
        if (!part->lines && foi_findings_is_within(part->id, line->id))
            part->roles &= ~(FOUND & ~line->lines);
    }
}

static void give_role(foi_standing *to, foi_role role, const foi_standing *from)
{
    if (!(to->roles & BIT(role)))
        to->evidence[role] = from->evidence[role];
    to->roles |= BIT(role);
}

/* The only part of LINE that the prose names; NULL where it names the whole, none or several. */
static foi_standing *only_part(const foi_findings *findings, const foi_standing *line)
{
    foi_standing *only = NULL;
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *part = standing_at(findings, i);
        if (!part->prose || !foi_findings_is_within(part->id, line->id))
            continue;
        if (part == line || only)
            return NULL;
        only = part;
    }
    return only;
}

/* Whether a part of LINE has ROLE. */
static bool has_part(const foi_findings *findings, const foi_standing *line, foi_role role)
{
    for (guint i = 0; i < findings->order->len; i++) {
        const foi_standing *part = standing_at(findings, i);
        if (part != line && foi_findings_is_within(part->id, line->id) && (part->roles & BIT(role)))
            return true;
    }
    return false;
}

/* "Section 36 is engaged" where 36(2)(b) and (c) were claimed: what is said of the whole holds for
 * the parts that were claimed and of which nothing else was found. */
static void pass_finding_on(foi_findings *findings, foi_standing *found)
{
    static const foi_role verdicts[] = {FOI_ROLE_UPHELD, FOI_ROLE_REJECTED};
    unsigned given = found->roles & (BIT(FOI_ROLE_UPHELD) | BIT(FOI_ROLE_REJECTED));
    bool passed = false;
    if (!given || found->lines || (found->roles & BIT(FOI_ROLE_RELIED_ON)))
        return;
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *part = standing_at(findings, i);
        if (part == found || part->unconsidered || !foi_findings_is_within(part->id, found->id) ||
            !(part->roles & BIT(FOI_ROLE_RELIED_ON)))
            continue;
        passed = true;
        bool own = part->roles & FOUND & ~part->passed;
        for (size_t k = 0; !own && k < G_N_ELEMENTS(verdicts); k++)
            if (given & BIT(verdicts[k])) {
                give_role(part, verdicts[k], found);
                part->passed |= BIT(verdicts[k]);
            }
    }
    if (passed)
        found->roles &= ~given;
}

/* The role of a line given to the PART that it means: "EIR 6" is a duty, 6(1)(b) a ground. */
static void give_line(foi_standing *part, foi_role role, const foi_standing *line)
{
    if (foi_law_is_exemption(part->id) &&
        (role == FOI_ROLE_COMPLIED || role == FOI_ROLE_BREACHED)) {
        foi_role verdict = role == FOI_ROLE_COMPLIED ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED;
        part->evidence[verdict] = line->evidence[role];
        part->roles |= BIT(verdict);
        return;
    }
    give_role(part, role, line);
}

/* A line "FOI 36" means the part that the prose found or, failing that, the parts claimed, or the
 * only one named. */
static void pass_line_on(foi_findings *findings, foi_standing *line)
{
    for (int role = 1; role < FOI_ROLE_END; role++) {
        if (!(line->lines & BIT(role)) || !(BIT(role) & FOUND) ||
            has_part(findings, line, (foi_role)role))
            continue;
        foi_standing *only = only_part(findings, line);
        if (only)
            give_line(only, (foi_role)role, line);
        for (guint i = 0; i < findings->order->len; i++) {
            foi_standing *part = standing_at(findings, i);
            if (part != line && part != only && !part->unconsidered &&
                foi_findings_is_within(part->id, line->id) &&
                (part->roles & BIT(FOI_ROLE_RELIED_ON)))
                give_role(part, (foi_role)role, line);
        }
    }
}

/* What a claim by number alone may have meant: the section of a part. The paragraphs of a
 * regulation are exceptions of their own. */
static char *whole_of(const char *id)
{
    const foi_provision *row = foi_law_provision(id);
    int regime = row ? foi_regime_index(row->regime) : -1;
    const char *open = strchr(id, '(');
    if (!open || (regime >= 0 && foi_regime_at((size_t)regime)->regulations))
        return g_strdup(id);
    return g_strndup(id, (gsize)(open - id));
}

/* What was upheld or rejected had been claimed, though the words for it were not understood. */
static void claim_what_was_found(foi_findings *findings)
{
    unsigned found = BIT(FOI_ROLE_UPHELD) | BIT(FOI_ROLE_REJECTED);
    bool any_claim = foi_findings_has(findings, FOI_ROLE_RELIED_ON);
    for (guint i = 0; i < findings->order->len; i++)
        standing_at(findings, i)->claimed =
            standing_at(findings, i)->roles & BIT(FOI_ROLE_RELIED_ON);
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *standing = standing_at(findings, i);
        if (!(standing->roles & found) || (standing->roles & BIT(FOI_ROLE_RELIED_ON)) ||
            strcmp(standing->id, "eir:12(4)(a)") == 0 || strcmp(standing->id, "foisa:17(1)") == 0 ||
            strcmp(standing->id, "eisr:10(4)(a)") == 0)
            continue;
        g_autofree char *section = whole_of(standing->id);
        bool claimed = false, prose = false;
        for (guint k = 0; k < findings->order->len; k++) {
            const foi_standing *other = standing_at(findings, k);
            prose = prose || (other->prose && foi_findings_is_within(other->id, section));
            /* Claimed by its number alone, found by its part: the part is what was claimed. */
            claimed = claimed || (other->claimed && foi_findings_is_within(other->id, section) &&
                                  !foi_findings_is_within(standing->id, other->id));
        }
        /* Beside claims in the prose a line alone claims nothing: lines name wrong numbers now and
         * then. */
        if (claimed || (any_claim && !prose))
            continue;
        foi_role from =
            standing->roles & BIT(FOI_ROLE_UPHELD) ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED;
        standing->roles |= BIT(FOI_ROLE_RELIED_ON);
        standing->evidence[FOI_ROLE_RELIED_ON] = standing->evidence[from];
    }
}

void foi_findings_note_prose(foi_findings *findings, const char *id)
{
    foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    if (standing)
        standing->prose = true;
}

void foi_findings_note_unconsidered(foi_findings *findings, const char *id)
{
    foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    if (standing)
        standing->unconsidered = true;
}

void foi_findings_note_partial(foi_findings *findings, const char *id)
{
    foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    if (standing)
        standing->partial = true;
}

void foi_findings_drop_lines(foi_findings *findings)
{
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *standing = standing_at(findings, i);
        standing->roles &= ~standing->lines;
        standing->lines = 0;
    }
}

void foi_findings_note_listed(foi_findings *findings, const char *id)
{
    foi_standing *standing = g_hash_table_lookup(findings->by_id, id);
    if (standing)
        standing->listed = true;
}

/* "31" beside "31(1)(a)" in the same role adds nothing. */
static void drop_shorter(foi_findings *findings)
{
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *shorter = standing_at(findings, i);
        for (guint k = 0; k < findings->order->len; k++) {
            const foi_standing *longer = standing_at(findings, k);
            if (k == i || shorter->listed || !foi_findings_is_within(longer->id, shorter->id))
                continue;
            unsigned same = longer->roles & ~BIT(FOI_ROLE_MENTIONED);
            /* The whole section was claimed and a part of it found: both are what was said. */
            if (shorter->claimed && !longer->claimed)
                same &= ~BIT(FOI_ROLE_RELIED_ON);
            shorter->roles &= ~same;
        }
    }
}

static void emit(const foi_findings *findings)
{
    foi_tags *tags = &findings->reading->document->tags;
    for (guint i = 0; i < findings->order->len; i++) {
        foi_standing *standing = standing_at(findings, i);
        if (standing->roles & ~BIT(FOI_ROLE_MENTIONED))
            standing->roles &= ~BIT(FOI_ROLE_MENTIONED);
        for (int role = 1; role < FOI_ROLE_END; role++)
            if (standing->roles & BIT(role))
                foi_tags_add_provision(tags, standing->id, (foi_role)role,
                                       standing->evidence[role]);
    }
}

void foi_findings_settle(foi_findings *findings)
{
    for (guint i = 0; i < findings->order->len; i++)
        if (standing_at(findings, i)->lines)
            apply_line(findings, standing_at(findings, i));
    for (guint i = 0; i < findings->order->len; i++)
        if (standing_at(findings, i)->lines)
            pass_line_on(findings, standing_at(findings, i));
    for (guint i = 0; i < findings->order->len; i++)
        pass_finding_on(findings, standing_at(findings, i));
    claim_what_was_found(findings);
    drop_shorter(findings);
    emit(findings);
}
