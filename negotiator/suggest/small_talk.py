"""What is said in every call and is about no clause, so that the matcher learns to let it be."""

from __future__ import annotations

SMALL_TALK = """
good morning everyone, can you all hear me?
hiya, sorry i'm two minutes late, my last one ran over
hello hello, is that better now?
morning all, coffee in hand, ready to go
good afternoon from a very grey manchester
guten morgen zusammen, oh sorry, english today
namaste, how was your diwali?
happy new year, if it's still allowed to say that in february
how have you been since the roadshow?
long time no see, what's it been, a year?
dia dhuit from cork, how's everybody keeping
g'day, it's half past ten at night here so be gentle
you're on mute, paul
we can see your lips moving but there's no sound
sorry, i was talking to myself there for a minute
can you share your screen again, it's gone black
it says the host has to let me present
i think my headset has died, one second
let me switch to the phone, the wifi here is awful
you're breaking up a bit, could you say that again?
there's an echo, is somebody in the same room with two laptops?
teams has just updated itself, of course it has
zoom kicked me out, did i miss anything?
my camera refuses to work today, you're not missing much
can everybody see the slide with the blue box?
no, we're still looking at your inbox
the link in the invite was the old one
does anyone know how to make this full screen?
my laptop fan is about to take off, apologies
hang on, the dog wants to be let out
somebody's drilling next door, hope you can't hear it
the kids are home from school today, so expect visitors
audio bad, dial in again in 2 min
lost connection, back in a sec
switching to gmeet, link follows
screen share ok now
mic check done
who else are we waiting for?
anna from legal is joining at quarter past
our cto may hop on for the last ten minutes
priya sends her regards, she's stuck at the airport
i've brought sanjay along, he looks after the technical side
could we go round the table quickly so that everybody knows everybody?
i'm tom, i run the commercial team for northern europe
and i'm the lawyer, so blame me for everything
my name's aoife, i'm based in galway, eleven weeks in the job
i'm just here to listen in today
mark had to drop, he has another call
is fiona still with you, or has she moved on?
shall we give it another minute for the stragglers?
legal can't join, goes on without
joined late: k. weber + 1
attendees as last week minus the cfo
ok to record this for our note taker?
that little bot in the corner is mine, it takes the notes
i prefer we don't record, if that's fine with everyone
right, shall we make a start?
what's on the agenda for today?
i sent the agenda round yesterday evening, hope it arrived
let's take the easy ones first and leave the rest for thursday
we've got forty minutes, let's see how far we get
can we park that and come back to it later?
where did we stop last time?
i lost track, which number are we on?
let's skip to item six
could you scroll down a little, next page i think
we're running short of time, five minutes left
i have a hard stop at three
let's take a ten-minute break and come back on the hour
anything else from your side?
i think that's all we had for today
good progress, thank you all
we covered more than i thought we would
i'll write up what we said and send it round tonight
could you summarise that for my colleague who's just joined?
next steps: we send, you read, we speak tuesday
actions: me = doc, you = names
agenda item 4 moved to next call
page 12 next
stopped at item 9, resume wed
break till 14:10
overran by 15 min again
when would suit you for the next one?
tuesday is bad, wednesday after two would work
i'm on leave from the twelfth to the twenty-sixth
it's thanksgiving week so don't expect much from the boston people
can we move it to ten, i have the dentist at nine
is that cet or british time?
the clocks change this weekend, so it'll be an hour different for us
i'll send a doodle
shall we put something in for early january?
that week is our sales kick-off in lisbon, everyone's away
my assistant will find a slot
thursday 4pm works, invite to follow
no free slot before the 18th
resched to mon, 30 min
calls now on fridays
two sessions a week until we're done, is that all right?
where are you dialling in from today?
i'm at heathrow, so if you hear announcements that's why
just landed, still in the taxi
the train from zurich was on time, would you believe it
my flight was cancelled so i'm doing this from a hotel corridor
i'll be in london the first week of march, we could meet in person
are you going to the conference in vegas this year?
four hours of delay and they lost my suitcase
last time i was in your city it rained the entire weekend
took the night train from vienna, slept nothing
jet lag is killing me, forgive the yawning
deutsche bahn, need i say more
parking near your building is a nightmare
i'm in the car, so i'll keep the video off
travelling 3-7 may, mail only
in bangalore next wk, poss dinner
visa came through, so see you in june
have you had lunch yet?
excuse me while i finish this sandwich
we should do this over a curry next time
the coffee machine on our floor is broken, so morale is low
somebody brought doughnuts, i've had three
you must try the ramen place round the corner from our office
i owe you a pint after that one
what do you recommend for dinner near the station?
we had the christmas party last night, be kind
i gave up sugar for january and i regret it
my wife makes the best dosa in leicester, you're all invited
best pizza in naples, i'd forgotten how good it was
lunch on us when you're over
dinner thu 7pm, the italian place
tea break, back in five
how are the little ones?
congratulations on the baby, that's wonderful
my daughter starts school on monday, i'm more nervous than she is
sorry, the nursery's calling, i must take this
my mother-in-law is staying with us, so i'm happy to be at work
we got a puppy, nobody's slept since
my son broke his arm on the trampoline, he's fine, he's very proud of the cast
how's your dad doing after the operation?
we're moving house next weekend, boxes everywhere
it's my birthday actually, but never mind
getting married in september, thank you, yes
twins, can you imagine
back from paternity leave, brain still mush
the cat just walked across the keyboard, ignore whatever i typed
what's the weather like over there?
it's thirty-eight degrees here and the air con has packed in
raining again, what a surprise
we've had snow since tuesday, schools are shut
glorious sunshine and i'm stuck in a windowless room
storm warning for tonight, so i may lose power
monsoon's arrived early this year
you can't see across the street for fog
lovely autumn light in your window there
minus fifteen in helsinki this morning, refreshing
we don't talk about the rugby, please
my team's going down again, twenty years a supporter
cricket's on in the background, don't tell anyone
are you running the marathon this spring?
i did my knee in skiing, so i'm working from the sofa
the ashes start on thursday, nobody in our sydney office will answer
golf on saturday, if the rain holds off
who's your money on for the final?
padel is the new thing in our team, everybody's injured
how was your weekend?
not bad, a bit of gardening, nothing exciting
how was the holiday?
two weeks in portugal, i can't remember my password
we're all a bit tired, it's been a long week
any plans for the summer?
have you seen that series everybody talks about?
i'm reading a book about shipping containers, it's better than it sounds
love the bookshelf behind you
is that a real guitar or a background?
your new glasses suit you
that's a fine beard you've grown
we've just moved into the new office by the canal
hot-desking means i never know where i'm sitting
the lift's out of order so i've climbed nine floors
fire alarm test at eleven, just ignore it
the cleaning crew's here, bear with me
half of the floor is painting this week, it stinks
back in the office three days a week now, not everyone's thrilled
our landlord is putting in bike racks, at last
the plant on my desk has died again
we closed our series b last week, forty million
it's been in the press, so i can say it now
we've just been named a leader in one of those quadrants
we're growing three hundred per cent year on year
we now have over two thousand customers in sixty countries
seven of the ten largest retailers are with us already
we're opening an office in singapore this autumn
our valuation doubled in a year, crazy times
we won an innovation award in barcelona
have you seen our new release, it's amazing
honestly there's nothing else like it on the market
the founders met at mit, both of them physicists
it's built by people who really love this stuff
i'd love to show you a demo of the new assistant, five minutes
the new voice feature will blow your mind
our customers tell us they save two hours a day
we're on a mission to make work human again
ai will change everything in five years, you'll see
everybody is talking about agents at the moment
i could send you a case study from the automotive sector
there's a webinar on the ninth, you should come
our ceo was on that podcast, worth a listen
we're the fastest growing company in the nordics, apparently
the keynote's on youtube if you missed it
we just hired a head of design from a games studio
funding round closed, press rel. attached
pitch again, 10 min lost
demo offered, declined politely
they brag about logos for a while
long slide about the company history
sarah's left us, i'm taking over from her
i've moved from presales to accounts since we last spoke
our head of legal is retiring at the end of the month
we've got a new country manager, she starts on monday
there was a reorganisation, so you'll see some new faces
it's my last day on friday, lukas will look after you
congratulations on the promotion, well deserved
i've been here nine years, that's ancient in this place
we're hiring, if you know anybody
the intern is better at excel than all of us
new contact: r. iyer, from 1 oct
old ae gone, intro call w/ new one
thank you so much for your patience
that's really kind of you to say
it's a pleasure to deal with people who've read the document
you've been very fair, i appreciate that
great work from both teams
thanks to whoever prepared that table, very helpful
i must say these calls are better organised than most
really enjoyed meeting your team last month
you drive a hard bargain, i'll give you that
we're very excited to be working with you
i'm sure we'll get there in the end
let's keep the good spirit
we're nearly there, i can feel it
cheers, much appreciated
brilliant, thanks a million
sounds good to me
okay, i hear you
interesting, go on
right, right, yes
hm, let me think for a moment
sorry, what was the question?
could you say that more slowly, my english is not so good today
i didn't catch that last bit
i'm not sure i follow
let me get back to you on that
i'll need to check internally and come back to you
i don't have an answer right now
i'm not the right person for that, i'll ask around
can i take that one away?
leave it with me
i'll talk to the team and let you know by friday
that's above my pay grade
i'd rather not say anything before i've spoken with my boss
good question, i'd have to look it up
we'll see what we can do
i'll ping someone while we talk
no answer today, they come back mon
ae will ask around
i'll send the redlines in word tonight
which version of the document are we looking at?
i think you're on draft four, we're on draft five
track changes was off, sorry, so you'll have to compare
please send a clean copy as well as the marked one
the formatting has gone wild, all the numbering is off
there's a typo on page nine
can you send it as a pdf too, my phone can't open this
could you resend the attachment, it was blocked by our filter
i've put my comments in the margin in green
we use docusign, who's the signatory on your side?
wet ink or electronic, what do you prefer?
our ceo signs everything himself and he's in japan until the tenth
we need two signatures, it's a company rule
who should the purchase order be made out to?
please quote the po number, otherwise accounts won't find it
i need your vat number and the registered address
supplier registration form is attached, twelve pages, my apologies
our purchasing portal will send you a password
which entity of yours is going to sign?
it's in the shared folder, under legal, then draft
draft 6 rec'd, clean + compare
sig page missing
word file corrupt, ask again
po nr to come from ap
docusign env out tonight
comments due wed noon
names of signatories pls
vendor form sent to procurement
did everyone get the file i sent this morning?
the nda's already been signed, i've got it here
i printed it all out, i'm old-fashioned like that
my printer has eaten page seven
let's not all talk at once
sorry, go ahead
no, please, you first
shall i start, or would you like to?
let me just find my notes
pen's run out, one moment
i'll stay on for a minute after, if you want a quick word
give my best to the rest of the team
have a lovely weekend, everybody
enjoy the rest of your day
speak on thursday then, bye bye
safe travels home
merry christmas when it comes
tschüss, ciao, bye
all done, off to pick up the kids
could you send the supplier onboarding form again
our finance team wants a po number on every bill
who do we address the invoice to, the holding or the local entity
the vendor portal rejected our bank details
what's your company registration number for the order
we changed bank last year, use the new account
our billing contact is on holiday until the 14th
the quote expires on friday, just so you know
can your finance people call ours about the tax form
marketing would love a press release about this
would your ceo say two sentences for our website
we'd like to feature you on stage at our summit
they want our logo on their customer page
we're doing a dinner for financial services people in june
there's a customer advisory board, you'd be a great fit
i can get you two tickets for the keynote
we won the award for best workplace again
our series c closed last week, sixty million
the analysts put us in the top right corner
have you seen the new release, it's incredible
the next model is going to blow your mind
our founder used to be at google brain
the roadmap deck is under nda, i'll walk you through it next time
want to join the beta of our new app builder
we have a new voice thing, shall i show you
i could give you a quick demo of the agent studio
it does spreadsheets now too, people love it
training for your team would be two days in person
our customer success manager will run the kickoff workshop
consultants come at a day rate plus travel
we can recommend a partner for the implementation
do you have a project manager on your side
how many people will be in the kickoff
who's your executive sponsor these days
is your head of data still leaving
we lost our best engineer to a competitor
my boss is retiring in the spring
there's a reorg, i might not be your contact next year
legal is two people and one is on maternity leave
our gc is new, she started on monday
i'll bring our product manager to the next one
shall we set up a shared slack channel
i'll share my screen, tell me if you can see it
the recording will be in the folder after this
can we stop the recording for a second
your redlines came through in a weird format
i only have the pdf, could you send word
let's go clause by clause, it's faster
can we take this one offline
let's park that and move on
i've noted it, let me come back to you on that
i need to run that past a couple of people
no decision from me today on this
give me until thursday and you'll have an answer
we're nearly there, two or three points left
what's the next item on your list
can we do a quick recap of where we are
how much time have we got left
your timeline is end of quarter, right
we'd love to get this signed before christmas
what would it take to close this week
who signs on your side
docusign will come from our order desk
the signature page needs both titles
are you talking to anyone else at the moment
what do you think of the other guys
we heard good things about your team from them
you're tough negotiators, i'll give you that
that's fair, i'd ask the same in your shoes
i appreciate the detail, most people don't read it
honestly i wish all customers were this prepared
we're a family company, we like long relationships
let's keep this friendly
don't shoot the messenger
between you and me the quarter has been rough
i shouldn't say this but we're hiring like mad
congrats on the results, saw it in the papers
your stock had a good day
is the strike affecting you over there
our office is being painted, sorry for the noise
we moved to a new building, the coffee is better
my flight leaves at six so i have to be quick
i'm in a hotel lobby, bear with me
the interpreter hasn't joined yet
do we need someone from your dublin team on this
could you spell the name of your company for the minutes
""".strip().splitlines()
"""Greetings, technology, travel, weather, scheduling, the pitch, thanks and paperwork."""
