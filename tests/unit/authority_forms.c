/* Bodies known by the form of their name. */
#include <criterion/criterion.h>
#include <string.h>

#include "indexer/authority/forms.h"

Test(authority_forms, names_in_a_line)
{
    static const struct {
        const char *text, *name; /* NULL: none */
    } rows[] = {
        {"Steyning Parish Council initially refused", "Steyning Parish Council"},
        {"to Riverside Academy Trust, which", "Riverside Academy Trust"},
        {"the University of Puddleby and the Home Office", "University of Puddleby"},
        {"Puddleby and Marsh NHS Foundation Trust", "Puddleby and Marsh NHS Foundation Trust"},
        {"NHS Puddleby and Marsh Integrated Care Board", "NHS Puddleby and Marsh Integrated Care "
                                                         "Board"},
        {"NHS Puddleby CCG refused", "NHS Puddleby CCG"},
        {"Puddleby Fire and Rescue Service", "Puddleby Fire and Rescue Service"},
        {"Puddleby Fire & Rescue Authority", "Puddleby Fire & Rescue Authority"},
        {"East Puddleby Ambulance Service NHS Trust", "East Puddleby Ambulance Service NHS Trust"},
        {"Puddleby Housing Association refused", "Puddleby Housing Association"},
        {"St. Mary's Primary School asked", "St. Mary's Primary School"},
        {"King Edward's Grammar School for girls", "King Edward's Grammar School"},
        {"Puddleby Medical Practice held", "Puddleby Medical Practice"},
        {"Royal Free London NHS Foundation Trust refused",
         "Royal Free London NHS Foundation Trust"},
        {"Friend of the Council", NULL},
        {"Haworth, Cross Roads and Stanbury Parish Council",
         "Haworth, Cross Roads and Stanbury Parish Council"},
        {"Puddleby, Marsh Parish Council", "Marsh Parish Council"},
        {"Secretary of the Puddleby Trust", "Puddleby Trust"},
        {"the Local Safeguarding Children Board", NULL},
        {"London Borough of Puddleby refused", "London Borough of Puddleby"},
        {"Department for Ships, Shoes and Wax refused", "Department for Ships, Shoes and Wax"},
        {"Cyngor Tref Pwdlbi a gwrthod", "Cyngor Tref Pwdlbi"},
        {"Police and Crime Commissioner for Puddleby", NULL},
        {"Puddleby Borough Council and Marsh District Council", "Puddleby Borough Council"},
        {"Mr John Roe and Puddleby Housing Association", "Puddleby Housing Association"},
        {"Puddleby\nTown Council met", "Puddleby\nTown Council"},
        {"Puddleby\n\nTown Council", NULL},
        {"the Parish Council met", NULL},
        {"Local Education Authority", NULL},
        {"Information Tribunal and Information Commissioner", NULL},
        {"the council of puddleby", NULL},
        {"A Health Board", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GArray) tokens = foi_tokens_read(rows[i].text, strlen(rows[i].text));
        const foi_token *all = (const foi_token *)tokens->data;
        g_autofree char *found = g_strdup("none");
        bool open;
        for (uint32_t at = 0; at < tokens->len; at++) {
            uint32_t end = foi_authority_form_at(all, tokens->len, at, &open);
            if (!end)
                continue;
            g_free(found);
            found = g_strndup(rows[i].text + all[at].start,
                              all[end - 1].start + all[end - 1].length - all[at].start);
            break;
        }
        cr_expect_str_eq(found, rows[i].name ? rows[i].name : "none", "\"%s\" gives %s",
                         rows[i].text, found);
    }
}
