select
    mention.statement_id,
    mention.edition_id,
    mention.mention,
    mention.printed,
    mention.text_start,
    mention.text_end,
    substr(statement.text, 1, mention.text_start) as before,
    substr(statement.text, mention.text_end + 1) as after
from {{ source('landing', 'statement_mention') }} as mention
inner join {{ source('landing', 'statement') }} as statement using (statement_id)
order by mention.statement_id, mention.mention
