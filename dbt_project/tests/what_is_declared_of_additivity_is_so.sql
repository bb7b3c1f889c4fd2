-- Parts that are declared to add up do so in most lines; parts that are declared to overlap do so in some line. A slip
-- of the publisher breaks single lines, a wrong declaration all of them.
select
    document_id,
    table_id,
    axis,
    is_declared_additive,
    count(*) as tried,
    count(*) filter (where finding = 'overlapping') as overlapping
from {{ ref('additivity_check') }}
group by document_id, table_id, axis, is_declared_additive
having if(is_declared_additive, overlapping * 2 > tried, overlapping = 0)
