# From exec to the first whole screen, over pipes, with a drop file that says everything; warm cache. Peer: an empty Python program.
import subprocess,sys,time,os,select
P=sys.argv[1]; n=int(sys.argv[2])
import tempfile; D=tempfile.mkdtemp()
drop=D+'/bbsdev.drp'
open(drop,'w').write("1.0\r\nstdio\r\n\r\nblade\r\nu1\r\n80\r\n24\r\nY\r\nN\r\n\r\n\r\nIBM437\r\nen\r\nX\r\nB\r\nS\r\n50\r\n1\r\nN\r\n")
env=dict(os.environ,MONSTER_DATA=D,HOME=D)
def once(extra,mem=None):
  t=time.perf_counter()
  p=subprocess.Popen([P,'door',drop,'--data',D+'/door']+extra,stdin=subprocess.PIPE,stdout=subprocess.PIPE,stderr=subprocess.PIPE,env=env)
  buf=b''
  while len(buf)<600:
    more=os.read(p.stdout.fileno(),65536)
    if not more: sys.exit(f'{P} door ended: {p.stderr.read().decode()[-500:]}')
    buf+=more
  e=time.perf_counter()-t
  if mem is not None:
    end=time.time()+5
    while time.time()<end:
      r,_,_=select.select([p.stdout],[],[],0.1)
      if r: os.read(p.stdout.fileno(),65536)
      if extra: p.stdin.write(b'\x1b[A'); p.stdin.flush()
    mem.append([l.split()[1] for l in open(f'/proc/{p.pid}/status') if l.startswith('VmHWM')][0])
  p.stdin.close(); p.stdout.read(); p.wait(); assert p.returncode==0 and p.stderr.read()==b''
  return e*1000
once([]);once(['--game','maze'])
a=[];b=[];c=[]
for i in range(n):
  a.append(once([])); b.append(once(['--game','maze']))
  t=time.perf_counter(); subprocess.run(['python3','-c','pass']); c.append((time.perf_counter()-t)*1000)
m1=[];m2=[];once([],m1);once(['--game','maze'],m2)
print(f"grid min {min(a):.0f} ms median {sorted(a)[n//2]:.0f}; one game min {min(b):.0f} median {sorted(b)[n//2]:.0f}; python -c pass min {min(c):.0f}; ratio {min(a)/min(c):.1f}; peak KB grid {m1[0]} play {m2[0]}")
