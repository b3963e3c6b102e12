/** The page's only style sheet. Nothing in it reaches outside: system fonts, no images, no imports. */
export const style = `
:root{color-scheme:light dark;
--paper:#faf8f4;--card:#fff;--ink:#221e1a;--soft:#6a625a;--line:#e4ded4;--wax:#9c1f33;
--compliant:#1c7a5a;--held:#8b8378;--waiting:#2a68b8;--unknown:#7a4fa3;--open:#c8740a;--warn:#8a4f00;--failed:#b3202c;--none:#ddd6ca;--cut:#fff;--hatch:rgba(255,255,255,.5)}
@media (prefers-color-scheme:dark){:root{
--paper:#161412;--card:#1f1c19;--ink:#efe9e0;--soft:#a89f94;--line:#37312b;--wax:#e0697b;
--compliant:#45b78d;--held:#8d857a;--waiting:#6aa3ec;--unknown:#b48ae0;--open:#e69a3a;--warn:#e69a3a;--failed:#ee6b70;--none:#3a342e;--cut:#1f1c19;--hatch:rgba(22,20,18,.45)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header,footer,nav{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:36px;display:flex;gap:18px;align-items:center}
.seal{width:58px;height:58px;flex:none;color:var(--wax)}
.seal path.mark{stroke:var(--paper)}
h1{font-size:30px;line-height:1.15;margin:0;letter-spacing:-.015em}
h2{font-size:20px;margin:0 0 4px;letter-spacing:-.01em}
h3{font-size:15px;margin:0 0 8px}
p{margin:0 0 10px}
.lead,.note,footer,caption,.sub{color:var(--soft)}
.lead{margin:4px 0 0}
nav{padding-top:14px;padding-bottom:6px;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:14px}
a{color:inherit;text-decoration-color:var(--wax);text-underline-offset:3px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--waiting);outline-offset:2px}
section{margin:22px 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px}
.hero{display:grid;grid-template-columns:230px 1fr;gap:34px;align-items:center}
.ring{width:100%;max-width:230px;display:block;margin:auto}
.ring text{text-anchor:middle;fill:var(--ink)}
.ring .big{font-size:38px;font-weight:650;letter-spacing:-.02em}
.ring .small{font-size:15px;fill:var(--soft)}
.standings{list-style:none;margin:0;padding:0;display:grid;gap:9px}
.standings li{display:grid;grid-template-columns:24px 62px 92px 1fr;align-items:center;gap:4px 10px}
.standings b{font-size:22px;line-height:1.1;text-align:right;font-weight:640}
.standings span.sub{font-size:14px}
.glyph{width:17px;height:17px;vertical-align:-3px}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(158px,1fr));gap:14px;margin:0}
.numbers div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px}
.numbers dt{color:var(--soft);font-size:13.5px}
.numbers dd{margin:2px 0 0;font-size:23px;font-weight:640;letter-spacing:-.01em;line-height:1.2}
.numbers dd.sub{font-size:13px;font-weight:400;letter-spacing:0;overflow-wrap:anywhere}
.trend{width:100%;height:auto;display:block;margin-top:8px}
.grid{stroke:var(--line)}.axis{stroke:var(--soft);fill:none}
.tick,.label{font-size:12px;fill:var(--soft)}.label{fill:var(--ink)}
.c-compliant{color:var(--compliant)}.c-held{color:var(--held)}.c-waiting{color:var(--waiting)}.c-unknown{color:var(--unknown)}.c-open{color:var(--open)}.c-failed{color:var(--failed)}
.f-compliant{fill:var(--compliant)}.f-none{fill:var(--none)}
.f-held{fill:url(#p-held)}.f-waiting{fill:url(#p-waiting)}.f-unknown{fill:url(#p-unknown)}.f-open{fill:url(#p-open)}.f-failed{fill:url(#p-failed)}
pattern .f-held{fill:var(--held)}pattern .f-waiting{fill:var(--waiting)}pattern .f-unknown{fill:var(--unknown)}pattern .f-open{fill:var(--open)}pattern .f-failed{fill:var(--failed)}
.hatch{stroke:var(--hatch);stroke-width:1.4;fill:none}.dot{fill:var(--hatch)}
.cut{stroke:var(--cut);fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.defs{position:absolute}
.pair{columns:2 420px;column-gap:18px}.pair .card{break-inside:avoid;margin:0 0 18px;padding:18px 20px}
table{width:100%;border-collapse:collapse;font-size:14px}
caption{text-align:left;padding:0 0 8px;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:7px 12px 7px 0;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--soft);font-weight:500;font-size:13px;white-space:nowrap;padding-top:0}
th[scope=row]{font-weight:560}
.groups th[scope=row]{overflow-wrap:anywhere;min-width:92px;width:34%}.groups th,.groups td{padding-right:8px}
.n{text-align:right;white-space:nowrap}.zero{color:var(--soft);opacity:.65}
.bar{width:100%;min-width:80px;height:auto;display:block;margin-top:5px}
td.pic{width:32%}thead td{border-top:0}.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
td .sub,th .sub{display:block;font-weight:400;font-size:12.5px;overflow-wrap:anywhere}
td code,.cmd{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.list th[scope=row]{width:19%}.when{white-space:nowrap}
.id{font-weight:560;overflow-wrap:anywhere}
ul.why{margin:4px 0 0;padding-left:17px}
.todo{display:block;margin-top:3px}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:0 8px;font-size:12.5px;white-space:nowrap;margin:0 4px 2px 0}
.map{display:block;max-width:none;margin:6px 0}.map text{font-size:12px;fill:var(--ink)}.map .small{font-size:10.5px;fill:var(--soft)}
.node rect{fill:var(--card);stroke:var(--line);stroke-width:1.3}.node.outside rect{stroke-dasharray:4 3}
.hop path{fill:none;stroke-width:1.7}.map .spoken{font-size:11px;fill:var(--soft);paint-order:stroke;stroke:var(--card);stroke-width:4px}
.hop.h-plaintext path,rect.h-plaintext{stroke:var(--failed)}.hop.h-plaintext path{stroke-dasharray:6 4;stroke-width:2.2}
.hop.h-unknown path,rect.h-unknown{stroke:var(--unknown)}.hop.h-unknown path{stroke-dasharray:1.5 4}
.hop.h-encrypted path,rect.h-encrypted{stroke:var(--compliant)}.hop.h-enforced path,rect.h-enforced{stroke:var(--waiting)}.hop.h-enforced path{stroke-width:3}
.legend{list-style:none;padding:0;margin:10px 0;display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;color:var(--soft)}
details{margin-top:8px}summary{cursor:pointer;color:var(--soft);font-size:14px}
.none{color:var(--soft);margin:0}
.scroll{overflow-x:auto;position:relative}
h1,.lead{overflow-wrap:anywhere}
.filters{display:flex;flex-wrap:wrap;gap:12px;align-items:end}
.filters div{flex:1 1 140px;min-width:0}.filters label{display:block;font-size:13px;color:var(--soft)}
.filters a{padding:7px 0}
input,select,textarea,button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:6px 10px;min-width:0;max-width:100%}
select,input[type=search],textarea{width:100%}
button{cursor:pointer;font-weight:560}button.go{background:var(--wax);border-color:var(--wax);color:var(--card)}
input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible{outline:2px solid var(--waiting);outline-offset:2px}
.answer label{display:block;margin:0 0 4px}.answer button{margin-top:10px}.answer .half{break-inside:avoid;padding-bottom:14px}.check input{width:auto}
.told h2{font-size:16px;margin:20px 0 4px}.told h2:first-child{margin-top:0}
.said{margin:0 0 4px;overflow-wrap:anywhere}.why li{overflow-wrap:anywhere}.mind{list-style:"!  ";font-weight:560}
.lines{margin:6px 0 10px;padding:10px 12px;border:1px solid var(--line);border-radius:8px;background:var(--paper);font:12.5px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.line{display:block;min-height:1.55em}
.s-bold{font-weight:640}.s-dim{color:var(--soft)}.s-red{color:var(--failed)}.s-green{color:var(--compliant)}.s-yellow{color:var(--warn)}.s-cyan{color:var(--waiting)}.s-magenta{color:var(--unknown)}
footer{padding-bottom:44px;font-size:13.5px}
@media screen and (max-width:760px){
main,header,footer,nav{padding-left:16px;padding-right:16px}
header{padding-top:22px}h1{font-size:24px}.seal{width:46px;height:46px}
.card{padding:16px}.hero{grid-template-columns:1fr;gap:18px}.ring{max-width:190px}
.standings li{grid-template-columns:22px 44px 1fr}.standings li .sub{grid-column:3}

table.list thead{position:absolute;left:-9999px}
table.list,table.list tbody{display:block}
table.list tr{display:block;border-top:1px solid var(--line);padding:9px 0}
table.list th,table.list td{display:block;border:0;padding:2px 0}
table.list :is(th,td){overflow-wrap:anywhere}table.list :is(.tag,.when){white-space:normal}
table.list td[data-is]::before{content:attr(data-is) ": ";color:var(--soft)}
.trend{min-width:620px}td.pic{width:24%}.groups th,.groups td{padding-right:7px}}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#111;--soft:#555;--line:#ccc;--wax:#9c1f33;--compliant:#1c7a5a;--held:#8b8378;--waiting:#2a68b8;--unknown:#7a4fa3;--open:#c8740a;--failed:#b3202c;--none:#ddd;--cut:#fff;--hatch:rgba(255,255,255,.5)}
@page{margin:14mm}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:11px}nav,form{display:none}main,header,footer{max-width:none;padding:0}header{padding-top:0}
.card{border:0;padding:0;border-radius:0}section{margin:16px 0}h2{break-after:avoid}h1{font-size:23px}
.hero{grid-template-columns:150px 1fr}.standings{gap:4px}.standings b{font-size:15px}.standings span.sub,.lead,nav,caption{font-size:10.5px}.list th[scope=row]{width:21%}.card h3{font-size:12px}.numbers{grid-template-columns:repeat(3,1fr)}.numbers div{padding:8px 10px}.numbers dd{font-size:16px}
.pair{columns:2}.pair .card{padding:0}table,thead th{font-size:10px}td .sub,th .sub,.tag{font-size:9px}.note{break-after:avoid}td code{font-size:9px}
tr,.numbers div,.trend,.ring{break-inside:avoid}thead{display:table-header-group}
.bar{min-width:60px}}
`;
