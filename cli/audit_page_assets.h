// The style and the script of the audit page, kept apart from what fills it.
//
// Without script every row shows, unsorted; printing shows what the filters let
// through. Colours tell severities apart on screen, words do everywhere.

#pragma once

#include <string_view>

namespace annuaire::cli {

inline constexpr std::string_view kAuditPageStyle = R"css(
:root{--ink:#1b2733;--soft:#5b6b7b;--line:#dfe5ea;--ground:#f5f7f9;--card:#fff;
--s3:#b3261e;--s2:#b26a00;--s1:#2f6db5;--accent:#0b5c6b}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header>div,footer{max-width:1240px;margin:0 auto;padding:0 28px}
header{background:var(--accent);color:#fff;padding:30px 0 26px}
h1{font-size:27px;line-height:1.2;margin:0 0 4px;font-weight:650}
header p{margin:0;font-size:16px}
header ul{display:flex;flex-wrap:wrap;gap:4px 26px;list-style:none;margin:14px 0 0;padding:0;font-size:14px}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 24px;margin:20px 0}
h2{font-size:18px;margin:0 0 12px;font-weight:650}
.tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:14px;margin:20px 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 18px;border-top:4px solid var(--accent)}
.tile b{display:block;font-size:27px;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
.tile span{color:var(--soft);font-size:13px}
.tile.s3{border-top-color:var(--s3)}.tile.s2{border-top-color:var(--s2)}.tile.s1{border-top-color:var(--s1)}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:20px;margin:20px 0}
.charts section{margin:0}
.bar{display:grid;grid-template-columns:minmax(70px,auto) 1fr 4.5em;gap:10px;align-items:center;margin:3px 0;font-size:13.5px}
.rules .bar{grid-template-columns:64px 1fr 4.5em}
.domains .bar{grid-template-columns:minmax(0,19em) 1fr 4.5em}
.bar span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar b{text-align:right;font-weight:500;font-variant-numeric:tabular-nums}
.bar svg{display:block;width:100%;height:15px}
rect.s3{fill:var(--s3)}rect.s2{fill:#e39b2d}rect.s1{fill:#86aedb}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:12px 0 0;color:var(--soft);font-size:13px}
.legend svg{width:11px;height:11px;margin-right:6px;vertical-align:-1px}
form{display:flex;flex-wrap:wrap;gap:10px;align-items:center;margin:0 0 12px}
input,select,button{font:inherit;color:inherit;background:#fff;border:1px solid #b9c4ce;border-radius:6px;padding:6px 10px}
input{flex:1 1 260px;min-width:0}
button{cursor:pointer}
:focus-visible{outline:3px solid #7fc4d1;outline-offset:1px}
output{color:var(--soft);font-size:14px;margin-left:auto;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px}
th,td{text-align:left;vertical-align:top;padding:8px 10px;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line);white-space:nowrap;font-size:13px}
th button{border:0;background:none;padding:0;font-weight:650}
th button::after{content:"\2195";color:#a5b1bc;margin-left:6px}
th[aria-sort=ascending] button::after{content:"\2191";color:var(--accent)}
th[aria-sort=descending] button::after{content:"\2193";color:var(--accent)}
td.address{overflow-wrap:anywhere;min-width:15em;font-weight:550}
td.who{min-width:12em;color:var(--soft)}
td p{margin:0 0 5px}td p:last-child{margin:0}
a{color:inherit;text-decoration:none}a:hover{text-decoration:underline}
td p a{font-weight:650;margin-right:4px}
mark{background:#eef2f5;color:inherit;border-radius:4px;padding:0 5px;margin-left:3px;font-size:12.5px;white-space:nowrap}
.tag{display:inline-block;border-radius:20px;padding:1px 10px;font-size:12.5px;font-weight:600;white-space:nowrap;color:#fff}
.tag.s3{background:var(--s3)}.tag.s2{background:#955800}.tag.s1{background:var(--s1)}
dt{font-weight:650;margin-top:12px}dt .tag{margin-left:8px}dd{margin:2px 0 0}dd small{color:var(--soft);font-size:13px}
.out,.later{display:none}
.note{color:var(--soft);font-size:14px;margin:10px 0 0}
footer{color:var(--soft);font-size:13.5px;padding-bottom:36px}
@media screen and (max-width:900px){.tiles{grid-template-columns:1fr 1fr}.charts{grid-template-columns:1fr}
.domains .bar{grid-template-columns:minmax(0,45%) 1fr 4em}}
@media print{
@page{size:A4 landscape;margin:11mm}
body{background:#fff;font-size:8.5pt;line-height:1.35;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header>div,footer{max-width:none;padding:0}
header{background:none;color:var(--ink);border-bottom:2px solid var(--accent);padding:0 0 10px}
section,.tile{break-inside:avoid}
.tiles,.charts,section{margin:10px 0;gap:10px}section{padding:10px 14px}.tile{padding:6px 12px}.tile b,h1{font-size:16pt}
.tile span,.bar,.legend,.note,dd small,header ul,footer,mark,.tag{font-size:8pt}h2{font-size:11pt;margin-bottom:6px}
.bar{margin:1px 0}.bar svg{height:9px}th,td{padding:3px 6px}td p{margin-bottom:1px}.tag{padding:0 7px}dt{margin-top:6px}
section.list{break-inside:auto;border:0;padding:0}
tr,dt,dd{break-inside:avoid}dt{break-after:avoid}thead{display:table-header-group}
form,#more{display:none}tr.later{display:table-row}tr.out{display:none!important}
th button::after{content:none}.wide{overflow:visible}table,thead th{font-size:7.5pt}}
)css";

inline constexpr std::string_view kAuditPageScript = R"js(
(function () {
  'use strict';
  var STEP = 200;
  var form = document.getElementById('filters');
  var body = document.querySelector('#findings tbody');
  if (!form || !body) return;
  var text = document.getElementById('text');
  var severity = document.getElementById('severity');
  var rule = document.getElementById('rule');
  var count = document.getElementById('count');
  var more = document.getElementById('more');
  var shown = STEP;
  function fold(value) {
    return value.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  }
  var rows = Array.prototype.map.call(body.rows, function (row) {
    return {
      row: row,
      text: fold(row.textContent),
      severities: row.dataset.severities.split(' '),
      rules: row.dataset.rules.split(' '),
      keys: Array.prototype.map.call(row.cells, function (cell) {
        return cell.dataset.key || fold(cell.textContent);
      })
    };
  });
  form.hidden = false;
  function number(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  }
  function show() {
    var words = fold(text.value).split(/\s+/).filter(Boolean);
    var kept = 0;
    rows.forEach(function (one) {
      var wanted = words.every(function (word) { return one.text.indexOf(word) >= 0; }) &&
        (!severity.value || one.severities.indexOf(severity.value) >= 0) &&
        (!rule.value || one.rules.indexOf(rule.value) >= 0);
      if (wanted) kept += 1;
      one.row.className = !wanted ? 'out' : kept > shown ? 'later' : '';
    });
    count.textContent = number(kept) + ' sur ' + number(rows.length) +
      (rows.length > 1 ? ' boîtes' : ' boîte');
    more.hidden = kept <= shown;
    more.textContent = 'Afficher la suite (' + number(Math.max(kept - shown, 0)) + ')';
  }
  function restart() { shown = STEP; show(); }
  text.addEventListener('input', restart);
  severity.addEventListener('change', restart);
  rule.addEventListener('change', restart);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(restart, 0); });
  Array.prototype.forEach.call(document.querySelectorAll('.bar a'), function (label) {
    label.addEventListener('click', function () {
      form.reset();
      if (label.dataset.rule) rule.value = label.dataset.rule;
      if (label.dataset.text) text.value = '@' + label.dataset.text;
      restart();
    });
  });
  more.addEventListener('click', function () { shown += 5 * STEP; show(); });
  var heads = document.querySelectorAll('#findings thead th');
  Array.prototype.forEach.call(heads, function (head, column) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(button);
    button.addEventListener('click', function () {
      var descending = head.getAttribute('aria-sort') === 'ascending';
      Array.prototype.forEach.call(heads, function (other) { other.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      rows.sort(function (a, b) {
        var x = a.keys[column], y = b.keys[column];
        return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1);
      });
      rows.forEach(function (one) { body.appendChild(one.row); });
      show();
    });
  });
  show();
})();
)js";

}  // namespace annuaire::cli
