import { DrawnPage } from '../../test/support/drawn.ts';
import { blankTest } from '#lib/imaging/blank.ts';
import { closing, flatten } from '#lib/imaging/background.ts';
import { scaleTo } from '#lib/imaging/scale.ts';
import { findSkew } from '#lib/imaging/skew.ts';
import { componentsOf } from '#lib/imaging/components.ts';
import { turnAndScale } from '#lib/imaging/turn.ts';
const tic=<T>(n: string,f: ()=>T): T=>{const t=process.cpuUsage().user;const r=f();console.log(n,Math.round((process.cpuUsage().user-t)/1000));return r};
const p=new DrawnPage({paper:250}).print(30).noise(4);
for (let k=0;k<3;k++){
const s=tic('scale',()=>scaleTo(p.gray,1100)); const c=tic('closing60',()=>closing(s,60));
tic('components',()=>componentsOf(c.data.map((v,i)=>v-(s.data[i]??0)),s.width,20));
tic('blank',()=>blankTest(p.gray,200)); tic('skew',()=>findSkew(p.gray)); const f=tic('flatten',()=>flatten(p.gray,200)); tic('turn',()=>turnAndScale(f,1.5,1));
}
