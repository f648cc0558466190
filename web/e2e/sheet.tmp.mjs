import { chromium } from '@playwright/test'
import fs from 'node:fs'
const [out,h,...names]=process.argv.slice(2)
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox','--disable-gpu']})
const p = await b.newPage({viewport:{width:1600,height:900}})
await p.setContent('<body style="margin:0;display:flex;flex-wrap:wrap;gap:8px;background:#888">'+names.map(n=>`<img style="height:${h}px" src="data:image/png;base64,${fs.readFileSync('/tmp/w/stats/shots/'+n+'.png').toString('base64')}">`).join('')+'</body>')
await p.waitForTimeout(300)
await p.screenshot({path:`/tmp/w/stats/shots/${out}.png`,fullPage:true}); await b.close()
