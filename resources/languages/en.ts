<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>ApiKeysPage</name>
  <message numerus="yes">
   <source>%1 active keys</source>
   <translation>
    <numerusform>%1 active key</numerusform>
    <numerusform>%1 active keys</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>BackupsCard</name>
  <message numerus="yes">
   <source>%1 backups, the newest of %2: %3.</source>
   <translation>
    <numerusform>%1 backup, of %2: %3.</numerusform>
    <numerusform>%1 backups, the newest of %2: %3.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>EventDetails</name>
  <message numerus="yes">
   <source>%1 occurrences</source>
   <translation>
    <numerusform>%1 occurrence</numerusform>
    <numerusform>%1 occurrences</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>%1 visitor</numerusform>
    <numerusform>%1 visitors</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FlowView</name>
  <message numerus="yes">
   <source>%1 → %2: %3 sessions</source>
   <translation>
    <numerusform>%1 → %2: %3 session</numerusform>
    <numerusform>%1 → %2: %3 sessions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1: %2 · %3 sessions, %4 of all with this start</source>
   <translation>
    <numerusform>%1: %2 · %3 session, %4 of all with this start</numerusform>
    <numerusform>%1: %2 · %3 sessions, %4 of all with this start</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%2 · %3 sessions</source>
   <translation>
    <numerusform>%2 · %3 session</numerusform>
    <numerusform>%2 · %3 sessions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 sessions with %2.</source>
   <translation>
    <numerusform>%1 session with %2.</numerusform>
    <numerusform>%1 sessions with %2.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportCard</name>
  <message numerus="yes">
   <source>%1 lines are read</source>
   <translation>
    <numerusform>%1 line is read</numerusform>
    <numerusform>%1 lines are read</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are stored</source>
   <translation>
    <numerusform>%1 event is stored</numerusform>
    <numerusform>%1 events are stored</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1: %2 events. Visitors: %3, sessions: %4, %5.</source>
   <translation>
    <numerusform>%1: %2 event. Visitors: %3, sessions: %4, %5.</numerusform>
    <numerusform>%1: %2 events. Visitors: %3, sessions: %4, %5.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events of these days are there already. Those of the file would count as well.</source>
   <translation>
    <numerusform>%1 event of these days is there already. Those of the file would count as well.</numerusform>
    <numerusform>%1 events of these days are there already. Those of the file would count as well.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are older than the data retention, and are left out.</source>
   <translation>
    <numerusform>%1 event is older than the data retention, and is left out.</numerusform>
    <numerusform>%1 events are older than the data retention, and are left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 lines are no pages, and are left out.</source>
   <translation>
    <numerusform>%1 line is no page, and is left out.</numerusform>
    <numerusform>%1 lines are no pages, and are left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 lines cannot be read. The first is line %2: %3</source>
   <translation>
    <numerusform>%1 line cannot be read, line %2: %3</numerusform>
    <numerusform>%1 lines cannot be read. The first is line %2: %3</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 event</numerusform>
    <numerusform>%1 events</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>InviteDialog</name>
  <message numerus="yes">
   <source>Give it to them: it is not shown again, and works once within %1 days.</source>
   <translation>
    <numerusform>Give it to them: it is not shown again, and works once within %1 day.</numerusform>
    <numerusform>Give it to them: it is not shown again, and works once within %1 days.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LogView</name>
  <message numerus="yes">
   <source>%1 lines</source>
   <translation>
    <numerusform>%1 line</numerusform>
    <numerusform>%1 lines</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MembersPage</name>
  <message numerus="yes">
   <source>%1 members</source>
   <translation>
    <numerusform>%1 member</numerusform>
    <numerusform>%1 members</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MinuteBars</name>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 event</numerusform>
    <numerusform>%1 events</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PolicyCard</name>
  <message numerus="yes">
   <source>%1 of %2 events of the last 7 days were of bots.</source>
   <translation>
    <numerusform>%1 of %2 event of the last 7 days was of bots.</numerusform>
    <numerusform>%1 of %2 events of the last 7 days were of bots.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RealtimePage</name>
  <message numerus="yes">
   <source>%1 visitors in the last 30 minutes</source>
   <translation>
    <numerusform>%1 visitor in the last 30 minutes</numerusform>
    <numerusform>%1 visitors in the last 30 minutes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RecomputeDialog</name>
  <message numerus="yes">
   <source>Last %1 days</source>
   <translation>
    <numerusform>Last %1 day</numerusform>
    <numerusform>Last %1 days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 page views would count as those of bots.</source>
   <translation>
    <numerusform>%1 page view would count as that of a bot.</numerusform>
    <numerusform>%1 page views would count as those of bots.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events would count as those of bots.</source>
   <translation>
    <numerusform>%1 event would count as that of a bot.</numerusform>
    <numerusform>%1 events would count as those of bots.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 page views would count as those of people.</source>
   <translation>
    <numerusform>%1 page view would count as that of a person.</numerusform>
    <numerusform>%1 page views would count as those of people.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events would count as those of people.</source>
   <translation>
    <numerusform>%1 event would count as that of a person.</numerusform>
    <numerusform>%1 events would count as those of people.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RulePicker</name>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>%1 visitor</numerusform>
    <numerusform>%1 visitors</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SecondFactorCard</name>
  <message numerus="yes">
   <source>%1 recovery codes left.</source>
   <translation>
    <numerusform>%1 recovery code left.</numerusform>
    <numerusform>%1 recovery codes left.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SendingPage</name>
  <message numerus="yes">
   <source>%1 attempts</source>
   <translation>
    <numerusform>%1 attempt</numerusform>
    <numerusform>%1 attempts</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ServerHeadline</name>
  <message numerus="yes">
   <source>There are %1 other problems, see Health.</source>
   <translation>
    <numerusform>There is %1 other problem, see Health.</numerusform>
    <numerusform>There are %1 other problems, see Health.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events were refused since the start.</source>
   <translation>
    <numerusform>%1 event was refused since the start.</numerusform>
    <numerusform>%1 events were refused since the start.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All is well: %1 events stored today.</source>
   <translation>
    <numerusform>All is well: %1 event stored today.</numerusform>
    <numerusform>All is well: %1 events stored today.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are waiting to be stored.</source>
   <translation>
    <numerusform>%1 event is waiting to be stored.</numerusform>
    <numerusform>%1 events are waiting to be stored.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SessionDetails</name>
  <message numerus="yes">
   <source>%1 pages</source>
   <translation>
    <numerusform>%1 page</numerusform>
    <numerusform>%1 pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 event</numerusform>
    <numerusform>%1 events</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SettingsPanel</name>
  <message numerus="yes">
   <source>%1 changes take effect when the server restarts.</source>
   <translation>
    <numerusform>%1 change takes effect when the server restarts.</numerusform>
    <numerusform>%1 changes take effect when the server restarts.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SqlPage</name>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>%1 row</numerusform>
    <numerusform>%1 rows</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message numerus="yes">
   <source>%1 problems</source>
   <translation>
    <numerusform>%1 problem</numerusform>
    <numerusform>%1 problems</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>StatusPanel</name>
  <message numerus="yes">
   <source>%1 events were taken in.</source>
   <translation>
    <numerusform>%1 event was taken in.</numerusform>
    <numerusform>%1 events were taken in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 stay set aside.</source>
   <translation>
    <numerusform>%1 stays set aside.</numerusform>
    <numerusform>%1 stay set aside.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Take in %1 events again</source>
   <translation>
    <numerusform>Take in %1 event again</numerusform>
    <numerusform>Take in %1 events again</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>StepBars</name>
  <message numerus="yes">
   <source>Step %1, %2: %3 sessions, %4 of all</source>
   <translation>
    <numerusform>Step %1, %2: %3 session, %4 of all</numerusform>
    <numerusform>Step %1, %2: %3 sessions, %4 of all</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>StepsEditor</name>
  <message numerus="yes">
   <source>%1 steps</source>
   <translation>
    <numerusform>%1 step</numerusform>
    <numerusform>%1 steps</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TablePanel</name>
  <message numerus="yes">
   <source>%1 rows loaded, scroll for more</source>
   <translation>
    <numerusform>%1 row loaded, scroll for more</numerusform>
    <numerusform>%1 rows loaded, scroll for more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>%1 row</numerusform>
    <numerusform>%1 rows</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows, %2 loaded</source>
   <translation>
    <numerusform>%1 row, %2 loaded</numerusform>
    <numerusform>%1 rows, %2 loaded</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message numerus="yes">
   <source>%1 visitors now, %2 today</source>
   <translation>
    <numerusform>%1 visitor now, %2 today</numerusform>
    <numerusform>%1 visitors now, %2 today</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WorldMap</name>
  <message numerus="yes">
   <source>%1 countries. Most visitors: %2. The arrows up and down read single countries.</source>
   <translation>
    <numerusform>%1 country. Most visitors: %2. The arrows up and down read single countries.</numerusform>
    <numerusform>%1 countries. Most visitors: %2. The arrows up and down read single countries.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>alerts</name>
  <message numerus="yes">
   <source>%1 alerts</source>
   <translation>
    <numerusform>%1 alert</numerusform>
    <numerusform>%1 alerts</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>all_sites</name>
  <message numerus="yes">
   <source>%1 pageviews in 24 hours</source>
   <translation>
    <numerusform>%1 pageview in 24 hours</numerusform>
    <numerusform>%1 pageviews in 24 hours</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1. Yesterday until this time: %2 visitors</source>
   <translation>
    <numerusform>%1. Yesterday until this time: %2 visitor</numerusform>
    <numerusform>%1. Yesterday until this time: %2 visitors</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>annotations</name>
  <message numerus="yes">
   <source>%1 annotations</source>
   <translation>
    <numerusform>%1 annotation</numerusform>
    <numerusform>%1 annotations</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>attribution</name>
  <message numerus="yes">
   <source>in %1 sessions</source>
   <translation>
    <numerusform>in %1 session</numerusform>
    <numerusform>in %1 sessions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>bots</name>
  <message numerus="yes">
   <source>%1 rules</source>
   <translation>
    <numerusform>%1 rule</numerusform>
    <numerusform>%1 rules</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>events</name>
  <message numerus="yes">
   <source>in %1 occurrences</source>
   <translation>
    <numerusform>in %1 occurrence</numerusform>
    <numerusform>in %1 occurrences</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 values</source>
   <translation>
    <numerusform>%1 value</numerusform>
    <numerusform>%1 values</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>facts</name>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>%1 visitor</numerusform>
    <numerusform>%1 visitors</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors · before: %2</source>
   <translation>
    <numerusform>%1 visitor · before: %2</numerusform>
    <numerusform>%1 visitors · before: %2</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>format</name>
  <message numerus="yes">
   <source>pts</source>
   <translation>
    <numerusform>pt</numerusform>
    <numerusform>pts</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>funnels</name>
  <message numerus="yes">
   <source>%1 funnels</source>
   <translation>
    <numerusform>%1 funnel</numerusform>
    <numerusform>%1 funnels</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 steps</source>
   <translation>
    <numerusform>%1 step</numerusform>
    <numerusform>%1 steps</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions</source>
   <translation>
    <numerusform>%1 of %2 session</numerusform>
    <numerusform>%1 of %2 sessions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>goals</name>
  <message numerus="yes">
   <source>%1 goals</source>
   <translation>
    <numerusform>%1 goal</numerusform>
    <numerusform>%1 goals</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions</source>
   <translation>
    <numerusform>%1 of %2 session</numerusform>
    <numerusform>%1 of %2 sessions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>health</name>
  <message numerus="yes">
   <source>The clock shows %1 UTC, %2 days ahead of the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</source>
   <translation>
    <numerusform>The clock shows %1 UTC, %2 day ahead of the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</numerusform>
    <numerusform>The clock shows %1 UTC, %2 days ahead of the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The clock shows %1 UTC, %2 days behind the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</source>
   <translation>
    <numerusform>The clock shows %1 UTC, %2 day behind the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</numerusform>
    <numerusform>The clock shows %1 UTC, %2 days behind the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The clock is %1 minutes behind the newest event. Correct it: reports depend on the clock.</source>
   <translation>
    <numerusform>The clock is %1 minute behind the newest event. Correct it: reports depend on the clock.</numerusform>
    <numerusform>The clock is %1 minutes behind the newest event. Correct it: reports depend on the clock.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 connections are open.</source>
   <translation>
    <numerusform>%1 connection is open.</numerusform>
    <numerusform>%1 connections are open.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 connections are open; since the start %2 waiting ones were closed and %3 refused.</source>
   <translation>
    <numerusform>%1 connection is open; since the start %2 waiting ones were closed and %3 refused.</numerusform>
    <numerusform>%1 connections are open; since the start %2 waiting ones were closed and %3 refused.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 damaged places were found at the start and set aside.</source>
   <translation>
    <numerusform>%1 damaged place was found at the start and set aside.</numerusform>
    <numerusform>%1 damaged places were found at the start and set aside.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 requests are missing between the database and the journal: a file of the journal was removed while the server was stopped, or an older copy of the database was put back.</source>
   <translation>
    <numerusform>%1 request is missing between the database and the journal: a file of the journal was removed while the server was stopped, or an older copy of the database was put back.</numerusform>
    <numerusform>%1 requests are missing between the database and the journal: a file of the journal was removed while the server was stopped, or an older copy of the database was put back.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events that the database refused are set aside.</source>
   <translation>
    <numerusform>%1 event that the database refused is set aside.</numerusform>
    <numerusform>%1 events that the database refused are set aside.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events of unknown websites are set aside in the folder journal/quarantine. They are stored as soon as the database that has these websites is put back.</source>
   <translation>
    <numerusform>%1 event of an unknown website is set aside in the folder journal/quarantine. It is stored as soon as the database that has this website is put back.</numerusform>
    <numerusform>%1 events of unknown websites are set aside in the folder journal/quarantine. They are stored as soon as the database that has these websites is put back.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>links</name>
  <message numerus="yes">
   <source>%1 links</source>
   <translation>
    <numerusform>%1 link</numerusform>
    <numerusform>%1 links</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>live_section</name>
  <message numerus="yes">
   <source>%1 visitors in the last 30 minutes</source>
   <translation>
    <numerusform>%1 visitor in the last 30 minutes</numerusform>
    <numerusform>%1 visitors in the last 30 minutes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>one_page</name>
  <message numerus="yes">
   <source>of %1 visits</source>
   <translation>
    <numerusform>of %1 visit</numerusform>
    <numerusform>of %1 visits</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>pixels</name>
  <message numerus="yes">
   <source>%1 pixels</source>
   <translation>
    <numerusform>%1 pixel</numerusform>
    <numerusform>%1 pixels</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>report_page</name>
  <message numerus="yes">
   <source>Saved all %3 rows to %1.</source>
   <translation>
    <numerusform>Saved %3 row to %1.</numerusform>
    <numerusform>Saved all %3 rows to %1.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved %2 of %3 rows to %1.</source>
   <translation>
    <numerusform>Saved %2 of %3 row to %1.</numerusform>
    <numerusform>Saved %2 of %3 rows to %1.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>retention</name>
  <message numerus="yes">
   <source>All cohorts: %1 visitors</source>
   <translation>
    <numerusform>All cohorts: %1 visitor</numerusform>
    <numerusform>All cohorts: %1 visitors</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1, average of %2 cohorts by their size: %3</source>
   <translation>
    <numerusform>%1, average of %2 cohort by its size: %3</numerusform>
    <numerusform>%1, average of %2 cohorts by their size: %3</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>First visit %1: %2 visitors</source>
   <translation>
    <numerusform>First visit %1: %2 visitor</numerusform>
    <numerusform>First visit %1: %2 visitors</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>First visit %1, %2: %3 of %4 visitors came again, %5</source>
   <translation>
    <numerusform>First visit %1, %2: %3 of %4 visitor came again, %5</numerusform>
    <numerusform>First visit %1, %2: %3 of %4 visitors came again, %5</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>in %1 cohorts</source>
   <translation>
    <numerusform>in %1 cohort</numerusform>
    <numerusform>in %1 cohorts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>average of %1 cohorts</source>
   <translation>
    <numerusform>average of %1 cohort</numerusform>
    <numerusform>average of %1 cohorts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 days</source>
   <translation>
    <numerusform>Came again after %1 day</numerusform>
    <numerusform>Came again after %1 days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 weeks</source>
   <translation>
    <numerusform>Came again after %1 week</numerusform>
    <numerusform>Came again after %1 weeks</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 months</source>
   <translation>
    <numerusform>Came again after %1 month</numerusform>
    <numerusform>Came again after %1 months</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>rows</name>
  <message numerus="yes">
   <source>Saved %1 rows to %2.</source>
   <translation>
    <numerusform>Saved %1 row to %2.</numerusform>
    <numerusform>Saved %1 rows to %2.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved the first %1 rows to %2.</source>
   <translation>
    <numerusform>Saved the first %1 row to %2.</numerusform>
    <numerusform>Saved the first %1 rows to %2.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>saved_reports</name>
  <message numerus="yes">
   <source>last %1 days</source>
   <translation>
    <numerusform>last %1 day</numerusform>
    <numerusform>last %1 days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 saved reports</source>
   <translation>
    <numerusform>%1 saved report</numerusform>
    <numerusform>%1 saved reports</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>segments</name>
  <message numerus="yes">
   <source>%1 segments</source>
   <translation>
    <numerusform>%1 segment</numerusform>
    <numerusform>%1 segments</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>steps</name>
  <message numerus="yes">
   <source>%1 of %2 sessions went all the way: %3</source>
   <translation>
    <numerusform>%1 of %2 session went all the way: %3</numerusform>
    <numerusform>%1 of %2 sessions went all the way: %3</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>story</name>
  <message numerus="yes">
   <source>%1 visitors yesterday.</source>
   <translation>
    <numerusform>%1 visitor yesterday.</numerusform>
    <numerusform>%1 visitors yesterday.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, %2 more than on a usual %3.</source>
   <translation>
    <numerusform>%1 visitor yesterday, %2 more than on a usual %3.</numerusform>
    <numerusform>%1 visitors yesterday, %2 more than on a usual %3.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, %2 fewer than on a usual %3.</source>
   <translation>
    <numerusform>%1 visitor yesterday, %2 fewer than on a usual %3.</numerusform>
    <numerusform>%1 visitors yesterday, %2 fewer than on a usual %3.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, as many as on a usual %3.</source>
   <translation>
    <numerusform>%1 visitor yesterday, as many as on a usual %3.</numerusform>
    <numerusform>%1 visitors yesterday, as many as on a usual %3.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>subscriptions</name>
  <message numerus="yes">
   <source>%1 subscriptions</source>
   <translation>
    <numerusform>%1 subscription</numerusform>
    <numerusform>%1 subscriptions</numerusform>
   </translation>
  </message>
 </context>
</TS>
