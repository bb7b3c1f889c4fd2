{{ config(severity='warn') }}
select figures.document_id, figures.ordinal, figures.says, figures.figure
from {{ source('landing', 'declared_figure') }} as figures
left join {{ ref('fct_stated_figure') }} as found
    on figures.document_id = found.document_id and figures.ordinal = found.figure_order
where found.figure_id is null or found.value is null
