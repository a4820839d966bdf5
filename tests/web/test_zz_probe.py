import os, random, pytest, time
from dataclasses import replace
from tests.hostile.courier import Answered
from tests.web.node import AnswerError

def mutated(chance, data):
    data=bytearray(data)
    for _ in range(chance.randrange(1,4)):
        how=chance.randrange(6)
        at=chance.randrange(len(data)+1) if data else 0
        if how==0 and data: data[at%len(data)] ^= 1<<chance.randrange(8)
        elif how==1 and data: data[at%len(data)] = chance.choice([0,1,0x7f,0x80,0x90,0xc0,0xc1,0xc4,0xcb,0xcf,0xdc,0xff])
        elif how==2: del data[at:]
        elif how==3: data[at:at]=os.urandom(chance.randrange(1,9))
        elif how==4: del data[at:at+chance.randrange(1,60)]
        else:
            b=chance.randrange(len(data)+1); data[at:at]=data[b:b+chance.randrange(1,80)]
    return bytes(data)

@pytest.mark.timeout(500)
def test_fuzz(siege):
    chance=random.Random(int(os.environ.get("SEED","1")))
    laptop=siege.house.laptop
    codes={}
    bad=[]
    for n in range(int(os.environ.get("N","200"))):
        if n%10==0:
            laptop.write(f"text {n}")
            siege.app.note(f"mine {n}")
        step=chance.choice(["sync","sync","sync","push","challenge","token","roster","wanted","fetch","bodies"])
        if chance.random()<.3: siege.house.server.clock.now+=1000
        def script(asked, pass_on):
            a=pass_on(asked)
            if asked.step==step: return replace(a, body=mutated(chance,a.body))
            return a
        siege.house.attack(script)
        try:
            code,told=siege.app.exchange()
            codes[code]=codes.get(code,0)+1
        except AnswerError as e:
            bad.append((n,step,str(e)))
    print(codes, bad)
    siege.house.repent()
    print(siege.app.exchange()); 
    siege.a_day_later()
    print(siege.app.exchange(), siege.app.held(), len(siege.house.stored()))
    assert not bad
    missing=[n for n in range(0,200,10) if not siege.app.shows(f"text {n}")]
    assert not missing
