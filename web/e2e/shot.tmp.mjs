import { chromium } from '@playwright/test'
const base='http://127.0.0.1:18391'
const jobs = process.argv.slice(2) // name|path|w|h|theme|lang|keys|full
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']})
let state
{ const c = await b.newContext(); const r = await c.request.post(base+'/api/v1/sessions',{data:{email:'demo@piece.example',password:'velvet curtain call'}}); if(!r.ok()) console.log(r.status(), await r.text()); state = await c.storageState(); await c.close() }
for (const j of jobs) {
  const [name,path,w,h,theme='light',lang='ko',keys='',full=''] = j.split('|')
  const c = await b.newContext({storageState:state,viewport:{width:+w,height:+h},colorScheme:theme,locale:lang==='ko'?'ko-KR':'en-US',serviceWorkers:'block', hasTouch:+w<600, deviceScaleFactor:1})
  await c.addCookies([{name:'piece_language',value:lang,url:base}])
  const p = await c.newPage()
  p.on('console',m=>{ if(['error','warning'].includes(m.type())) console.log(name,m.type(),m.text()) }); p.on('pageerror',e=>console.log(name,'pageerror',e.message))
  await p.addInitScript(l=>localStorage.setItem('piece.language',l),lang)
  await p.goto(base+path,{waitUntil:'networkidle'})
  for (const k of keys.split(',').filter(Boolean)) { await p.keyboard.press(k); await p.waitForTimeout(450) }
  await p.waitForTimeout(900)
  const over = await p.evaluate(()=>document.documentElement.scrollWidth>innerWidth)
  if (over) console.log(name,'SIDEWAYS SCROLL')
  await p.screenshot({path:`/tmp/w/stats/shots/${name}.png`,fullPage:!!full})
  await c.close()
}
await b.close()
