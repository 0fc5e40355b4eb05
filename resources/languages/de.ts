<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Sparklytics Desktop</source>
   <translation>Über Sparklytics Desktop</translation>
  </message>
  <message>
   <source>Web analytics for small sites, on your own computer. No cookies, no stored IP addresses, no cloud.

Free software under the MIT licence. Built with Qt %1 and DuckDB.</source>
   <translation>Webanalyse für kleine Websites, auf dem eigenen Computer. Keine Cookies, keine gespeicherten IP-Adressen, keine Cloud.

Freie Software unter der MIT-Lizenz. Entwickelt mit Qt %1 und DuckDB.</translation>
  </message>
 </context>
 <context>
  <name>AccessCard</name>
  <message>
   <source>Only this computer</source>
   <translation>Nur dieser Computer</translation>
  </message>
  <message>
   <source>Other devices on my network</source>
   <translation>Andere Geräte in meinem Netzwerk</translation>
  </message>
  <message>
   <source>Who may connect</source>
   <translation>Wer sich verbinden darf</translation>
  </message>
  <message>
   <source>Require a password…</source>
   <translation>Passwort verlangen…</translation>
  </message>
  <message>
   <source>This server runs on another computer. Access is set there.</source>
   <translation>Dieser Server läuft auf einem anderen Computer. Der Zugriff wird dort festgelegt.</translation>
  </message>
  <message>
   <source>Anyone on your network can read the reports and change your sites: sign-in is off.</source>
   <translation>Jeder in Ihrem Netzwerk kann die Berichte lesen und Ihre Websites ändern: Die Anmeldung ist ausgeschaltet.</translation>
  </message>
  <message>
   <source>Devices that can reach the address %1, after signing in.</source>
   <translation>Geräte, die die Adresse %1 erreichen, nach der Anmeldung.</translation>
  </message>
  <message>
   <source>Devices on your network, after signing in.</source>
   <translation>Geräte in Ihrem Netzwerk, nach der Anmeldung.</translation>
  </message>
  <message>
   <source>Other devices cannot connect, and neither can visitors of your pages.</source>
   <translation>Andere Geräte können sich nicht verbinden, auch die Besucher Ihrer Seiten nicht.</translation>
  </message>
  <message>
   <source>This is set by the environment or the command line.</source>
   <translation>Dies ist durch eine Umgebungsvariable oder die Befehlszeile festgelegt.</translation>
  </message>
  <message>
   <source>QR code</source>
   <translation>QR-Code</translation>
  </message>
  <message>
   <source>QR code of %1</source>
   <translation>QR-Code von %1</translation>
  </message>
  <message>
   <source>Scan it with a device on the same network, or type the address there.</source>
   <translation>Mit einem Gerät im selben Netzwerk scannen oder die Adresse dort eintippen.</translation>
  </message>
  <message>
   <source>Let other devices on your network connect?</source>
   <translation>Anderen Geräten in Ihrem Netzwerk die Verbindung erlauben?</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>They have to sign in, with the password or an API key.</source>
   <translation>Sie müssen sich anmelden, mit dem Passwort oder einem API-Schlüssel.</translation>
  </message>
  <message>
   <source>Let them connect</source>
   <translation>Verbindung erlauben</translation>
  </message>
  <message>
   <source>Sign-in is off: anyone on your network could read the reports and change your sites.</source>
   <translation>Die Anmeldung ist ausgeschaltet: Jeder in Ihrem Netzwerk könnte die Berichte lesen und Ihre Websites ändern.</translation>
  </message>
  <message>
   <source>Without a password</source>
   <translation>Ohne Passwort</translation>
  </message>
  <message>
   <source>Require a password</source>
   <translation>Passwort verlangen</translation>
  </message>
  <message>
   <source>Allow only this computer to connect?</source>
   <translation>Nur diesem Computer die Verbindung erlauben?</translation>
  </message>
  <message>
   <source>Other devices can no longer connect, and neither can visitors of your pages.</source>
   <translation>Andere Geräte können sich dann nicht mehr verbinden, auch die Besucher Ihrer Seiten nicht.</translation>
  </message>
  <message>
   <source>The server restarts and is unavailable for a moment.</source>
   <translation>Der Server startet neu und ist einen Moment nicht erreichbar.</translation>
  </message>
 </context>
 <context>
  <name>AccessPage</name>
  <message>
   <source>Sections of the Access page</source>
   <translation>Abschnitte der Seite Zugang</translation>
  </message>
  <message>
   <source>Security</source>
   <translation>Sicherheit</translation>
  </message>
  <message>
   <source>API keys</source>
   <translation>API-Schlüssel</translation>
  </message>
  <message>
   <source>Members</source>
   <translation>Mitglieder</translation>
  </message>
 </context>
 <context>
  <name>AccountPage</name>
  <message>
   <source>Not available with your role</source>
   <translation>Mit Ihrer Rolle nicht verfügbar</translation>
  </message>
  <message>
   <source>Only owners and admins can view and change this.</source>
   <translation>Nur Inhaber und Admins können dies ansehen und ändern.</translation>
  </message>
  <message>
   <source>Not available with an API key</source>
   <translation>Mit API-Schlüssel nicht verfügbar</translation>
  </message>
  <message>
   <source>This window is connected with an API key. Sign in with the password to view and change this.</source>
   <translation>Dieses Fenster ist mit einem API-Schlüssel verbunden. Zum Ansehen und Ändern ist die Anmeldung mit dem Passwort nötig.</translation>
  </message>
  <message>
   <source>Sign in with the password…</source>
   <translation>Mit Passwort anmelden…</translation>
  </message>
 </context>
 <context>
  <name>AddressStep</name>
  <message>
   <source>Connect to a server</source>
   <translation>Mit einem Server verbinden</translation>
  </message>
  <message>
   <source>Connect to a Sparklytics server that runs elsewhere, such as on a NAS.</source>
   <translation>Mit einem Sparklytics-Server verbinden, der anderswo läuft, etwa auf einem NAS.</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Recent servers</source>
   <translation>Zuletzt benutzte Server</translation>
  </message>
  <message>
   <source>Back to the server on this computer</source>
   <translation>Zurück zum Server auf diesem Computer</translation>
  </message>
  <message>
   <source>Enter the address of the server.</source>
   <translation>Bitte die Adresse des Servers eingeben.</translation>
  </message>
  <message>
   <source>Connect to %1</source>
   <translation>Mit %1 verbinden</translation>
  </message>
  <message>
   <source>Forget %1</source>
   <translation>%1 vergessen</translation>
  </message>
 </context>
 <context>
  <name>AlertForm</name>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Rush of visitors</source>
   <translation>Besucheransturm</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>Was passiert</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Zahl</translation>
  </message>
  <message>
   <source>All goals together</source>
   <translation>Alle Ziele zusammen</translation>
  </message>
  <message>
   <source>A goal that no longer exists</source>
   <translation>Ein Ziel, das es nicht mehr gibt</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>Compared with so many days before</source>
   <translation>Verglichen mit so vielen Tagen davor</translation>
  </message>
  <message>
   <source>Quiet hours: messages wait until they are over</source>
   <translation>Ruhezeit: Nachrichten warten, bis sie vorbei ist</translation>
  </message>
  <message>
   <source>Quiet hours</source>
   <translation>Ruhezeit</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>The alert is on</source>
   <translation>Die Warnung ist eingeschaltet</translation>
  </message>
  <message>
   <source>In the time zone of the site</source>
   <translation>In der Zeitzone der Website</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Geben Sie einen Namen ein.</translation>
  </message>
  <message>
   <source>Choose a goal.</source>
   <translation>Wählen Sie ein Ziel.</translation>
  </message>
  <message>
   <source>They have to end at another time than they begin.</source>
   <translation>Sie muss zu einer anderen Zeit enden, als sie beginnt.</translation>
  </message>
  <message>
   <source> hours</source>
   <translation> Stunden</translation>
  </message>
  <message>
   <source>Visitors of a day</source>
   <translation>Besucher eines Tages</translation>
  </message>
  <message>
   <source>Pageviews of a day</source>
   <translation>Seitenaufrufe eines Tages</translation>
  </message>
  <message>
   <source>Conversions of a day</source>
   <translation>Konversionen eines Tages</translation>
  </message>
  <message>
   <source>Conversion rate of a day, percent</source>
   <translation>Konversionsrate eines Tages in Prozent</translation>
  </message>
  <message>
   <source>Far more than usual</source>
   <translation>Weit mehr als üblich</translation>
  </message>
  <message>
   <source>Far less than usual</source>
   <translation>Weit weniger als üblich</translation>
  </message>
  <message>
   <source>Reaches a number</source>
   <translation>Erreicht eine Zahl</translation>
  </message>
  <message>
   <source>Stays at or below a number</source>
   <translation>Bleibt bei einer Zahl oder darunter</translation>
  </message>
  <message>
   <source>A goal is reached</source>
   <translation>Ein Ziel wird erreicht</translation>
  </message>
  <message>
   <source>No events arrive</source>
   <translation>Es kommen keine Ereignisse an</translation>
  </message>
  <message>
   <source>Told as soon as the day has reached it, once a day.</source>
   <translation>Wird gemeldet, sobald der Tag sie erreicht hat, einmal am Tag.</translation>
  </message>
  <message>
   <source>Told when the day is over.</source>
   <translation>Wird gemeldet, wenn der Tag vorbei ist.</translation>
  </message>
  <message>
   <source>Told at the first conversions of a day.</source>
   <translation>Wird bei den ersten Konversionen eines Tages gemeldet.</translation>
  </message>
  <message>
   <source>Told once, and again after the next silence. The site may be down, or its snippet gone.</source>
   <translation>Wird einmal gemeldet, und wieder nach der nächsten Stille. Vielleicht ist die Website nicht erreichbar oder ihr Codeschnipsel fehlt.</translation>
  </message>
  <message>
   <source>Distance from the mean in standard deviations: 2 is unusual, 3 is rare.</source>
   <translation>Abstand vom Mittel in Standardabweichungen: 2 ist ungewöhnlich, 3 ist selten.</translation>
  </message>
  <message>
   <source>Conversions of the day</source>
   <translation>Konversionen des Tages</translation>
  </message>
 </context>
 <context>
  <name>AllSitesPage</name>
  <message>
   <source>Sites</source>
   <translation>Websites</translation>
  </message>
  <message>
   <source>Search names and domains</source>
   <translation>Namen und Domains suchen</translation>
  </message>
  <message>
   <source>Visitors now</source>
   <translation>Besucher jetzt</translation>
  </message>
  <message>
   <source>Visitors today</source>
   <translation>Besucher heute</translation>
  </message>
  <message>
   <source>Pageviews today</source>
   <translation>Seitenaufrufe heute</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>in the last 5 minutes</source>
   <translation>in den letzten 5 Minuten</translation>
  </message>
 </context>
 <context>
  <name>AnchorPicker</name>
  <message>
   <source>Start of the journey</source>
   <translation>Start des Wegs</translation>
  </message>
  <message>
   <source>Choose a page or event</source>
   <translation>Seite oder Ereignis wählen</translation>
  </message>
  <message>
   <source>Start of the journey: %1</source>
   <translation>Start des Wegs: %1</translation>
  </message>
 </context>
 <context>
  <name>AnnotationForm</name>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Newsletter sent</source>
   <translation>Newsletter verschickt</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Uhrzeit</translation>
  </message>
  <message>
   <source>Empty for the whole day</source>
   <translation>Leer für den ganzen Tag</translation>
  </message>
  <message>
   <source>Enter a text.</source>
   <translation>Bitte einen Text eingeben.</translation>
  </message>
 </context>
 <context>
  <name>ApiKeysPage</name>
  <message>
   <source>Revoke…</source>
   <translation>Widerrufen…</translation>
  </message>
  <message>
   <source>New API key…</source>
   <translation>Neuer API-Schlüssel…</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>Berechtigungen</translation>
  </message>
  <message>
   <source>Last used</source>
   <translation>Zuletzt benutzt</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>API keys</source>
   <translation>API-Schlüssel</translation>
  </message>
  <message>
   <source>API keys require sign-in</source>
   <translation>API-Schlüssel setzen eine Anmeldung voraus</translation>
  </message>
  <message>
   <source>This server does not require sign-in, so a key would protect nothing.</source>
   <translation>Dieser Server verlangt keine Anmeldung, ein Schlüssel würde also nichts schützen.</translation>
  </message>
  <message>
   <source>Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.</source>
   <translation>Die Anmeldung wird dort eingeschaltet, wo der Server läuft, mit SPARKLYTICS_AUTH=local.</translation>
  </message>
  <message>
   <source>Turn sign-in on first, then create keys.</source>
   <translation>Zuerst die Anmeldung einschalten, dann Schlüssel erstellen.</translation>
  </message>
  <message>
   <source>Go to Security</source>
   <translation>Zur Sicherheit</translation>
  </message>
  <message>
   <source>No API keys yet</source>
   <translation>Noch keine API-Schlüssel</translation>
  </message>
  <message>
   <source>A key gives a script, or the window on another computer, access without the password.</source>
   <translation>Ein Schlüssel gibt einem Skript oder dem Fenster auf einem anderen Computer Zugriff ohne das Passwort.</translation>
  </message>
  <message numerus="yes">
   <source>%1 active keys</source>
   <translation>
    <numerusform>%1 aktiver Schlüssel</numerusform>
    <numerusform>%1 aktive Schlüssel</numerusform>
   </translation>
  </message>
  <message>
   <source>All sites</source>
   <translation>Alle Websites</translation>
  </message>
  <message>
   <source>Never used</source>
   <translation>Nie benutzt</translation>
  </message>
  <message>
   <source>created %1</source>
   <translation>erstellt am %1</translation>
  </message>
  <message>
   <source>Revoke “%1” on %2?</source>
   <translation>„%1“ auf %2 widerrufen?</translation>
  </message>
  <message>
   <source>Revoke “%1”?</source>
   <translation>„%1“ widerrufen?</translation>
  </message>
  <message>
   <source>Programs that use the key %1… lose access at once. This cannot be undone.</source>
   <translation>Programme, die den Schlüssel %1… benutzen, verlieren sofort den Zugriff. Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Revoke %1</source>
   <translation>%1 widerrufen</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Revoke API key</source>
   <translation>API-Schlüssel widerrufen</translation>
  </message>
  <message>
   <source>%1 has been revoked</source>
   <translation>%1 wurde widerrufen</translation>
  </message>
  <message>
   <source>Read reports</source>
   <translation>Berichte lesen</translation>
  </message>
  <message>
   <source>Read and edit</source>
   <translation>Lesen und bearbeiten</translation>
  </message>
  <message>
   <source>Full access</source>
   <translation>Voller Zugriff</translation>
  </message>
  <message>
   <source>Revoked</source>
   <translation>Widerrufen</translation>
  </message>
  <message>
   <source>Active</source>
   <translation>Aktiv</translation>
  </message>
  <message>
   <source>no expiry</source>
   <translation>unbefristet</translation>
  </message>
  <message>
   <source>Expired</source>
   <translation>Abgelaufen</translation>
  </message>
  <message>
   <source>until %1</source>
   <translation>bis %1</translation>
  </message>
 </context>
 <context>
  <name>Application</name>
  <message>
   <source>Something unexpected went wrong. The log has the details.</source>
   <translation>Etwas Unerwartetes ist schiefgegangen. Einzelheiten stehen im Protokoll.</translation>
  </message>
 </context>
 <context>
  <name>Background</name>
  <message>
   <source>Visits are counted only while Sparklytics is running. It can keep running in the tray without a window. Your choice is saved.</source>
   <translation>Besuche werden nur gezählt, solange Sparklytics läuft. Es kann ohne Fenster im Infobereich weiterlaufen. Die Auswahl wird gespeichert.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Keep collecting</source>
   <translation>Weiterzählen</translation>
  </message>
  <message>
   <source>Close the window</source>
   <translation>Fenster schließen</translation>
  </message>
  <message>
   <source>Keep collecting in the background?</source>
   <translation>Im Hintergrund weiterzählen?</translation>
  </message>
  <message>
   <source>Sparklytics keeps collecting. Click its icon to open the window again.</source>
   <translation>Sparklytics zählt weiter. Ein Klick auf das Symbol öffnet das Fenster wieder.</translation>
  </message>
 </context>
 <context>
  <name>BackupsCard</name>
  <message>
   <source>Back up now</source>
   <translation>Jetzt sichern</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>Es gibt noch keine Sicherung.</translation>
  </message>
  <message numerus="yes">
   <source>%1 backups, the newest of %2: %3.</source>
   <translation>
    <numerusform>%1 Sicherung, vom %2: %3.</numerusform>
    <numerusform>%1 Sicherungen, die neueste vom %2: %3.</numerusform>
   </translation>
  </message>
  <message>
   <source>A backup is being made and checked…</source>
   <translation>Eine Sicherung wird gemacht und geprüft…</translation>
  </message>
  <message>
   <source>Every %1 h one is made, in %2.</source>
   <translation>Alle %1 h wird eine gemacht, in %2.</translation>
  </message>
  <message>
   <source>They are in %1. Choose a folder in the settings to have them made by themselves.</source>
   <translation>Sie liegen in %1. Mit einem Ordner in den Einstellungen werden sie von selbst gemacht.</translation>
  </message>
 </context>
 <context>
  <name>Banners</name>
  <message>
   <source>Sample data: these visits are invented, so that you can look around.</source>
   <translation>Beispieldaten: Diese Besuche sind erfunden, zum Umsehen.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>The server is stopped. Visits are not counted until it runs again.</source>
   <translation>Der Server ist gestoppt. Besuche werden erst wieder gezählt, wenn er läuft.</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
 </context>
 <context>
  <name>BotRule</name>
  <message>
   <source>User agent</source>
   <translation>User-Agent</translation>
  </message>
  <message>
   <source>IP address</source>
   <translation>IP-Adresse</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>Pfad</translation>
  </message>
 </context>
 <context>
  <name>BotRuleForm</name>
  <message>
   <source>Counts as a bot</source>
   <translation>Zählt als Bot</translation>
  </message>
  <message>
   <source>Counts as people</source>
   <translation>Zählt als Mensch</translation>
  </message>
  <message>
   <source>What matches</source>
   <translation>Was passt</translation>
  </message>
  <message>
   <source>Compared with</source>
   <translation>Verglichen mit</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>A part of what the browser or program calls itself, in any case</source>
   <translation>Ein Teil dessen, wie sich Browser oder Programm nennen; Groß- und Kleinschreibung ist egal</translation>
  </message>
  <message>
   <source>One address, of either version</source>
   <translation>Eine Adresse, IPv4 oder IPv6</translation>
  </message>
  <message>
   <source>All addresses of a network</source>
   <translation>Alle Adressen eines Netzes</translation>
  </message>
  <message>
   <source>The path of a page; with * at the end, all that begin so</source>
   <translation>Der Pfad einer Seite; mit * am Ende alle, die so beginnen</translation>
  </message>
  <message>
   <source>Enter a part of a user agent.</source>
   <translation>Bitte einen Teil eines User-Agents eingeben.</translation>
  </message>
  <message>
   <source>Enter an IP address, such as 192.0.2.7.</source>
   <translation>Bitte eine IP-Adresse eingeben, etwa 192.0.2.7.</translation>
  </message>
  <message>
   <source>Enter a network, such as 192.0.2.0/24.</source>
   <translation>Bitte ein Netz eingeben, etwa 192.0.2.0/24.</translation>
  </message>
  <message>
   <source>Enter a path that begins with /.</source>
   <translation>Bitte einen Pfad eingeben, der mit / beginnt.</translation>
  </message>
 </context>
 <context>
  <name>BotVerdict</name>
  <message>
   <source>Counts as a bot: it meets a rule that you made.</source>
   <translation>Zählt als Bot: trifft auf eine Ihrer Regeln zu.</translation>
  </message>
  <message>
   <source>Counts as a person: it meets a rule that you made.</source>
   <translation>Zählt als Mensch: trifft auf eine Ihrer Regeln zu.</translation>
  </message>
  <message>
   <source>Counts as a bot: %1 of 100 points for %2.</source>
   <translation>Zählt als Bot: %1 von 100 Punkten. Gründe: %2.</translation>
  </message>
  <message>
   <source>Counts as a person: %1 of 100 points for %2.</source>
   <translation>Zählt als Mensch: %1 von 100 Punkten. Gründe: %2.</translation>
  </message>
  <message>
   <source>the name of a known program</source>
   <translation>Name eines bekannten Programms</translation>
  </message>
  <message>
   <source>missing what browsers send along</source>
   <translation>fehlende Angaben, die Browser mitsenden</translation>
  </message>
  <message>
   <source>many events within seconds</source>
   <translation>viele Ereignisse in Sekunden</translation>
  </message>
  <message>
   <source>many pages within seconds</source>
   <translation>viele Seiten in Sekunden</translation>
  </message>
 </context>
 <context>
  <name>BreakdownPanel</name>
  <message>
   <source>Search all rows</source>
   <translation>Alle Zeilen durchsuchen</translation>
  </message>
  <message>
   <source>No data yet</source>
   <translation>Noch keine Daten</translation>
  </message>
  <message>
   <source>No visit in this range has a value here.</source>
   <translation>Kein Besuch in diesem Zeitraum hat hier einen Wert.</translation>
  </message>
 </context>
 <context>
  <name>Bridge</name>
  <message>
   <source>Something unexpected went wrong. The log has the details.</source>
   <translation>Etwas Unerwartetes ist schiefgegangen. Einzelheiten stehen im Protokoll.</translation>
  </message>
  <message>
   <source>The server closed the connection.</source>
   <translation>Der Server hat die Verbindung geschlossen.</translation>
  </message>
 </context>
 <context>
  <name>CachesModel</name>
  <message>
   <source>Cache</source>
   <translation>Cache</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>Einträge</translation>
  </message>
  <message>
   <source>Hit rate</source>
   <translation>Trefferquote</translation>
  </message>
 </context>
 <context>
  <name>CellsView</name>
  <message>
   <source>Nothing there yet.</source>
   <translation>Noch nichts da.</translation>
  </message>
 </context>
 <context>
  <name>Chart</name>
  <message>
   <source>Save as SVG…</source>
   <translation>Als SVG speichern…</translation>
  </message>
  <message>
   <source>Save chart</source>
   <translation>Diagramm speichern</translation>
  </message>
 </context>
 <context>
  <name>Chip</name>
  <message>
   <source>%1. Click to remove this filter.</source>
   <translation>%1. Ein Klick entfernt diesen Filter.</translation>
  </message>
  <message>
   <source>Remove filter: %1</source>
   <translation>Filter entfernen: %1</translation>
  </message>
 </context>
 <context>
  <name>CodePart</name>
  <message>
   <source>Authenticator code</source>
   <translation>Authenticator-Code</translation>
  </message>
  <message>
   <source>Or use a recovery code.</source>
   <translation>Oder einen Wiederherstellungscode eingeben.</translation>
  </message>
  <message>
   <source>Enter the current code from your authenticator.</source>
   <translation>Bitte den aktuellen Code aus dem Authenticator eingeben.</translation>
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Page, site, range, value or action, or several: pricing germany last month</source>
   <translation>Seite, Website, Zeitraum, Wert oder Aktion, auch mehrere: preise deutschland letzter monat</translation>
  </message>
  <message>
   <source>Matches</source>
   <translation>Treffer</translation>
  </message>
  <message>
   <source>No matches</source>
   <translation>Keine Treffer</translation>
  </message>
 </context>
 <context>
  <name>ComparePicker</name>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Previous period</source>
   <translation>Vorheriger Zeitraum</translation>
  </message>
  <message>
   <source>Previous year</source>
   <translation>Vorjahr</translation>
  </message>
  <message>
   <source>Compare with other days</source>
   <translation>Mit anderen Tagen vergleichen</translation>
  </message>
  <message>
   <source>Comparison: %1 %2</source>
   <translation>Vergleich: %1 %2</translation>
  </message>
 </context>
 <context>
  <name>ConnectDialog</name>
  <message>
   <source>Connect to server</source>
   <translation>Mit Server verbinden</translation>
  </message>
  <message>
   <source>Stay signed in on this computer</source>
   <translation>Auf diesem Computer angemeldet bleiben</translation>
  </message>
  <message>
   <source>This connection is not encrypted. Use it only on a network you trust, or use an https address.</source>
   <translation>Diese Verbindung ist nicht verschlüsselt. Benutzen Sie sie nur in einem Netzwerk, dem Sie vertrauen, oder geben Sie eine https-Adresse ein.</translation>
  </message>
  <message>
   <source>Waiting for the server</source>
   <translation>Warten auf den Server</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Stored in your system's keyring. The password itself is never stored.</source>
   <translation>Im Schlüsselbund Ihres Systems gespeichert. Das Passwort selbst wird nie gespeichert.</translation>
  </message>
  <message>
   <source>Your system has no keyring for this, so you will have to sign in again at the next start.</source>
   <translation>Ihr System hat dafür keinen Schlüsselbund, deshalb ist beim nächsten Start eine neue Anmeldung nötig.</translation>
  </message>
  <message>
   <source>Your saved sign-in has expired. Please sign in again.</source>
   <translation>Die gespeicherte Anmeldung ist abgelaufen. Bitte neu anmelden.</translation>
  </message>
  <message>
   <source>This server has been set up in the meantime. Sign in with its password.</source>
   <translation>Dieser Server wurde inzwischen eingerichtet. Bitte mit seinem Passwort anmelden.</translation>
  </message>
  <message>
   <source>This invitation is not valid here. It may have been used or withdrawn, or have expired.</source>
   <translation>Diese Einladung gilt hier nicht. Vielleicht wurde sie schon angenommen, zurückgezogen oder ist abgelaufen.</translation>
  </message>
  <message>
   <source>This key is not valid here. It may have expired or been revoked.</source>
   <translation>Dieser Schlüssel gilt hier nicht. Möglicherweise ist er abgelaufen oder wurde widerrufen.</translation>
  </message>
  <message>
   <source>The e-mail address or the password is incorrect.</source>
   <translation>Die E-Mail-Adresse oder das Passwort ist falsch.</translation>
  </message>
 </context>
 <context>
  <name>CopyButton</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
 </context>
 <context>
  <name>CountList</name>
  <message>
   <source>Number</source>
   <translation>Anzahl</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
 </context>
 <context>
  <name>DateRangePicker</name>
  <message>
   <source>Earlier</source>
   <translation>Früher</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Range: %1</source>
   <translation>Zeitraum: %1</translation>
  </message>
 </context>
 <context>
  <name>Desktop</name>
  <message>
   <source>Sparklytics starts in the tray when you log in.</source>
   <translation>Sparklytics startet beim Anmelden im Infobereich.</translation>
  </message>
  <message>
   <source>Sparklytics starts minimised when you log in.</source>
   <translation>Sparklytics startet beim Anmelden minimiert.</translation>
  </message>
  <message>
   <source>Sparklytics no longer starts when you log in.</source>
   <translation>Sparklytics startet beim Anmelden nicht mehr.</translation>
  </message>
  <message>
   <source>The start at login cannot be changed: %1 cannot be written.</source>
   <translation>Der Start bei der Anmeldung kann nicht geändert werden: %1 kann nicht geschrieben werden.</translation>
  </message>
  <message>
   <source>Notifications are on.</source>
   <translation>Benachrichtigungen sind eingeschaltet.</translation>
  </message>
  <message>
   <source>Notifications are off.</source>
   <translation>Benachrichtigungen sind ausgeschaltet.</translation>
  </message>
 </context>
 <context>
  <name>DoctorDialog</name>
  <message>
   <source>Are visits counted?</source>
   <translation>Werden Besuche gezählt?</translation>
  </message>
  <message>
   <source>This computer loads the page and the script as a visitor would, and asks the server for its health.</source>
   <translation>Dieser Computer lädt die Seite und das Skript wie ein Besucher und fragt den Server nach seinem Zustand.</translation>
  </message>
  <message>
   <source>Copy without names and addresses</source>
   <translation>Ohne Namen und Adressen kopieren</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Noch einmal nachsehen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Es wird nachgesehen…</translation>
  </message>
 </context>
 <context>
  <name>Drawer</name>
  <message>
   <source>Previous row</source>
   <translation>Vorherige Zeile</translation>
  </message>
  <message>
   <source>Next row</source>
   <translation>Nächste Zeile</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>Schließen (Esc)</translation>
  </message>
 </context>
 <context>
  <name>EmbedCard</name>
  <message>
   <source>Nowhere</source>
   <translation>Nirgends</translation>
  </message>
  <message>
   <source>On these sites</source>
   <translation>Auf diesen Websites</translation>
  </message>
  <message>
   <source>On any site</source>
   <translation>Auf jeder Website</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>Einbettung</translation>
  </message>
  <message>
   <source>Sites that can show the public page in a frame, such as your own.</source>
   <translation>Websites, die die öffentliche Seite in einem Frame zeigen können, etwa Ihre eigene.</translation>
  </message>
  <message>
   <source>Sites, one per line</source>
   <translation>Websites, eine pro Zeile</translation>
  </message>
  <message>
   <source>Save sites</source>
   <translation>Websites speichern</translation>
  </message>
  <message>
   <source>Embed code</source>
   <translation>Einbettungscode</translation>
  </message>
  <message>
   <source>Copy code</source>
   <translation>Code kopieren</translation>
  </message>
  <message>
   <source>Paste this code where the reports should appear.</source>
   <translation>Diesen Code dort einfügen, wo die Berichte erscheinen sollen.</translation>
  </message>
 </context>
 <context>
  <name>EventDetails</name>
  <message>
   <source>Properties</source>
   <translation>Eigenschaften</translation>
  </message>
  <message numerus="yes">
   <source>%1 occurrences</source>
   <translation>
    <numerusform>%1 Vorkommen</numerusform>
    <numerusform>%1 Vorkommen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>%1 Besucher</numerusform>
    <numerusform>%1 Besucher</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 before</source>
   <translation>vorher %1</translation>
  </message>
  <message>
   <source>From the newest %1 of %2 occurrences.</source>
   <translation>Aus den neuesten %1 von %2 Vorkommen.</translation>
  </message>
  <message>
   <source>No properties</source>
   <translation>Keine Eigenschaften</translation>
  </message>
  <message>
   <source>This event was sent without any: they are the second argument of track.</source>
   <translation>Dieses Ereignis wurde ohne Eigenschaften gesendet: Sie sind das zweite Argument von track.</translation>
  </message>
 </context>
 <context>
  <name>EventsPage</name>
  <message>
   <source>Custom events</source>
   <translation>Eigene Ereignisse</translation>
  </message>
  <message>
   <source>Search names</source>
   <translation>Namen suchen</translation>
  </message>
  <message>
   <source>Custom event</source>
   <translation>Eigenes Ereignis</translation>
  </message>
  <message>
   <source>Send one from a page to count what matters, such as %1.</source>
   <translation>Senden Sie eines von einer Seite, um zu zählen, worauf es ankommt, etwa %1.</translation>
  </message>
  <message>
   <source>No custom events</source>
   <translation>Keine eigenen Ereignisse</translation>
  </message>
 </context>
 <context>
  <name>ExportCard</name>
  <message>
   <source>Every event of the days and filters at the top of the page, oldest first.</source>
   <translation>Alle Ereignisse der Tage und Filter oben auf der Seite, die ältesten zuerst.</translation>
  </message>
  <message>
   <source>JSON lines</source>
   <translation>JSON-Zeilen</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Save as file…</source>
   <translation>Als Datei speichern…</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Export</translation>
  </message>
  <message>
   <source>with bots</source>
   <translation>mit Bots</translation>
  </message>
  <message>
   <source>without bots</source>
   <translation>ohne Bots</translation>
  </message>
  <message>
   <source>Saving the file</source>
   <translation>Die Datei wird gespeichert</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Export events</source>
   <translation>Ereignisse exportieren</translation>
  </message>
  <message>
   <source>Saved %1 to %2.</source>
   <translation>%1 in %2 gespeichert.</translation>
  </message>
  <message>
   <source>Cancelled. No unfinished file is left.</source>
   <translation>Abgebrochen. Es bleibt keine unfertige Datei zurück.</translation>
  </message>
  <message>
   <source>%1: %2 so far</source>
   <translation>%1: bisher %2</translation>
  </message>
 </context>
 <context>
  <name>FilterButton</name>
  <message>
   <source>Click to show only this, Ctrl+click to exclude it</source>
   <translation>Klick zeigt nur dies, Strg+Klick schließt es aus</translation>
  </message>
 </context>
 <context>
  <name>FiltersEditor</name>
  <message>
   <source>No filters yet</source>
   <translation>Noch keine Filter</translation>
  </message>
  <message>
   <source>Property</source>
   <translation>Merkmal</translation>
  </message>
  <message>
   <source>Relation</source>
   <translation>Beziehung</translation>
  </message>
  <message>
   <source>is</source>
   <translation>ist</translation>
  </message>
  <message>
   <source>is not</source>
   <translation>ist nicht</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Remove (Delete)</source>
   <translation>Entfernen (Entf)</translation>
  </message>
 </context>
 <context>
  <name>FirstRun</name>
  <message>
   <source>Your site</source>
   <translation>Ihre Website</translation>
  </message>
  <message>
   <source>Snippet</source>
   <translation>Snippet</translation>
  </message>
  <message>
   <source>First visit</source>
   <translation>Erster Besuch</translation>
  </message>
  <message>
   <source>Go to the dashboard</source>
   <translation>Zum Dashboard</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Which site do you want to measure? Your data stays on your own server.</source>
   <translation>Welche Website möchten Sie messen? Ihre Daten bleiben auf Ihrem eigenen Server.</translation>
  </message>
  <message>
   <source>Welcome to Sparklytics</source>
   <translation>Willkommen bei Sparklytics</translation>
  </message>
  <message>
   <source>I have pasted it</source>
   <translation>Ist eingefügt</translation>
  </message>
  <message>
   <source>Add this to your pages</source>
   <translation>Dies in Ihre Seiten einfügen</translation>
  </message>
  <message>
   <source>The script is small, sets no cookies and does not slow your pages down.</source>
   <translation>Das Skript ist klein, setzt keine Cookies und bremst Ihre Seiten nicht.</translation>
  </message>
  <message>
   <source>Open dashboard</source>
   <translation>Dashboard öffnen</translation>
  </message>
  <message>
   <source>Back to the snippet</source>
   <translation>Zurück zum Snippet</translation>
  </message>
  <message>
   <source>Now visit your site</source>
   <translation>Jetzt die Website besuchen</translation>
  </message>
  <message>
   <source>Open any page with the snippet. The visit appears here within seconds.</source>
   <translation>Öffnen Sie eine beliebige Seite mit dem Snippet. Der Besuch erscheint hier in wenigen Sekunden.</translation>
  </message>
 </context>
 <context>
  <name>FirstVisit</name>
  <message>
   <source>Snippet to paste</source>
   <translation>Snippet zum Einfügen</translation>
  </message>
  <message>
   <source>Copy snippet</source>
   <translation>Snippet kopieren</translation>
  </message>
  <message>
   <source>Waiting for the first visitor</source>
   <translation>Warten auf den ersten Besucher</translation>
  </message>
  <message>
   <source>%1 is ready</source>
   <translation>%1 ist bereit</translation>
  </message>
  <message>
   <source>Paste this line into the &lt;head&gt; of every page, then open your site in a browser.</source>
   <translation>Fügen Sie diese Zeile in den &lt;head&gt; jeder Seite ein und öffnen Sie dann Ihre Website in einem Browser.</translation>
  </message>
  <message>
   <source>Waiting for the first visitor…</source>
   <translation>Warten auf den ersten Besucher…</translation>
  </message>
  <message>
   <source>Your first visitor is here</source>
   <translation>Ihr erster Besucher ist da</translation>
  </message>
  <message>
   <source>It works. The numbers will appear in a few seconds.</source>
   <translation>Es funktioniert. Die Zahlen erscheinen in wenigen Sekunden.</translation>
  </message>
  <message>
   <source>First visit received</source>
   <translation>Erster Besuch eingetroffen</translation>
  </message>
 </context>
 <context>
  <name>FlowView</name>
  <message numerus="yes">
   <source>%1 → %2: %3 sessions</source>
   <translation>
    <numerusform>%1 → %2: %3 Sitzung</numerusform>
    <numerusform>%1 → %2: %3 Sitzungen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1: %2 · %3 sessions, %4 of all with this start</source>
   <translation>
    <numerusform>%1: %2 · %3 Sitzung, %4 von allen mit diesem Start</numerusform>
    <numerusform>%1: %2 · %3 Sitzungen, %4 von allen mit diesem Start</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%2 · %3 sessions</source>
   <translation>
    <numerusform>%2 · %3 Sitzung</numerusform>
    <numerusform>%2 · %3 Sitzungen</numerusform>
   </translation>
  </message>
  <message>
   <source>Arrow keys read single nodes, Enter makes one the start.</source>
   <translation>Die Pfeiltasten lesen einzelne Knoten vor, die Eingabetaste macht einen zum Start.</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Session began</source>
   <translation>Sitzung begann</translation>
  </message>
  <message>
   <source>Session ended</source>
   <translation>Sitzung endete</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>Just before</source>
   <translation>Direkt davor</translation>
  </message>
  <message>
   <source>Right after</source>
   <translation>Direkt danach</translation>
  </message>
  <message>
   <source>%1 steps before</source>
   <translation>%1 Schritte davor</translation>
  </message>
  <message>
   <source>%1 steps after</source>
   <translation>%1 Schritte danach</translation>
  </message>
  <message numerus="yes">
   <source>%1 sessions with %2.</source>
   <translation>
    <numerusform>%1 Sitzung mit %2.</numerusform>
    <numerusform>%1 Sitzungen mit %2.</numerusform>
   </translation>
  </message>
  <message>
   <source>Most often followed by %3: %4.</source>
   <translation>Am häufigsten folgt %3: %4.</translation>
  </message>
  <message>
   <source>Most often after %3: %4.</source>
   <translation>Am häufigsten nach %3: %4.</translation>
  </message>
 </context>
 <context>
  <name>FormCard</name>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Discard changes</source>
   <translation>Änderungen verwerfen</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>Wird gespeichert…</translation>
  </message>
  <message>
   <source>Not saved yet</source>
   <translation>Noch nicht gespeichert</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Gespeichert</translation>
  </message>
 </context>
 <context>
  <name>FunnelForm</name>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Checkout</source>
   <translation>Bestellvorgang</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>In this order</source>
   <translation>Wie gezeigt</translation>
  </message>
  <message>
   <source>In any order</source>
   <translation>Beliebig</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <source>Longest time for all steps</source>
   <translation>Höchstzeit für alle Schritte</translation>
  </message>
  <message>
   <source>No limit</source>
   <translation>Unbegrenzt</translation>
  </message>
  <message>
   <source>Click at least two pages or events at the right. Drag a step, or press Alt+Up, to move it.</source>
   <translation>Rechts mindestens zwei Seiten oder Ereignisse anklicken. Schritte lassen sich ziehen oder mit Alt+↑ verschieben.</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
  <message>
   <source>A funnel has at least two steps.</source>
   <translation>Ein Trichter hat mindestens zwei Schritte.</translation>
  </message>
 </context>
 <context>
  <name>GeneralCard</name>
  <message>
   <source>General</source>
   <translation>Allgemein</translation>
  </message>
 </context>
 <context>
  <name>GoalForm</name>
  <message>
   <source>Counts</source>
   <translation>Zählt</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Order placed</source>
   <translation>Bestellung</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keiner</translation>
  </message>
  <message>
   <source>Always the same</source>
   <translation>Immer gleich</translation>
  </message>
  <message>
   <source>From the event</source>
   <translation>Aus dem Ereignis</translation>
  </message>
  <message>
   <source>Value of a conversion</source>
   <translation>Wert einer Conversion</translation>
  </message>
  <message>
   <source>Amount</source>
   <translation>Betrag</translation>
  </message>
  <message>
   <source>Property with the amount</source>
   <translation>Eigenschaft mit dem Betrag</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>Währung</translation>
  </message>
  <message>
   <source>A number in the data of each event</source>
   <translation>Eine Zahl in den Daten jedes Ereignisses</translation>
  </message>
  <message>
   <source>For events that name none</source>
   <translation>Für Ereignisse, die keine nennen</translation>
  </message>
  <message>
   <source>Choose a page or an event.</source>
   <translation>Bitte eine Seite oder ein Ereignis wählen.</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
  <message>
   <source>Enter the name of the property.</source>
   <translation>Bitte den Namen der Eigenschaft eingeben.</translation>
  </message>
  <message>
   <source>Click a page or an event, or type what its address contains</source>
   <translation>Eine Seite oder ein Ereignis anklicken oder einen Teil der Adresse eintippen</translation>
  </message>
  <message>
   <source>Chosen: %1</source>
   <translation>Gewählt: %1</translation>
  </message>
 </context>
 <context>
  <name>Header</name>
  <message>
   <source>Sample data</source>
   <translation>Beispieldaten</translation>
  </message>
  <message>
   <source>Refresh (F5)</source>
   <translation>Aktualisieren (F5)</translation>
  </message>
 </context>
 <context>
  <name>HeadlineCard</name>
  <message>
   <source>Start the server</source>
   <translation>Server starten</translation>
  </message>
  <message>
   <source>Show the log</source>
   <translation>Protokoll anzeigen</translation>
  </message>
  <message>
   <source>Show the settings</source>
   <translation>Einstellungen anzeigen</translation>
  </message>
  <message>
   <source>The clock is right</source>
   <translation>Die Uhr geht richtig</translation>
  </message>
  <message>
   <source>Take them in again</source>
   <translation>Wieder einlesen</translation>
  </message>
 </context>
 <context>
  <name>HelpWindow</name>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Document</source>
   <translation>Dokument</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>Abschnitte</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
 </context>
 <context>
  <name>HoverCard</name>
  <message>
   <source>compared with %1</source>
   <translation>verglichen mit %1</translation>
  </message>
 </context>
 <context>
  <name>ImportCard</name>
  <message>
   <source>Files of Umami, GoatCounter, an access log, or an export of this program. You see what a file has before anything is stored, and everything that is stored can be undone.</source>
   <translation>Dateien von Umami, GoatCounter, ein Zugriffsprotokoll oder ein Export dieses Programms. Bevor etwas gespeichert wird, sehen Sie, was eine Datei enthält, und alles Gespeicherte lässt sich rückgängig machen.</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen …</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Import a file</source>
   <translation>Datei importieren</translation>
  </message>
  <message>
   <source>Undo this import?</source>
   <translation>Diesen Import rückgängig machen?</translation>
  </message>
  <message>
   <source>All its events are deleted: %1</source>
   <translation>Alle seine Ereignisse werden gelöscht: %1</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig machen</translation>
  </message>
  <message>
   <source>Sending the file…</source>
   <translation>Die Datei wird gesendet …</translation>
  </message>
  <message numerus="yes">
   <source>%1 lines are read</source>
   <translation>
    <numerusform>%1 Zeile ist gelesen</numerusform>
    <numerusform>%1 Zeilen sind gelesen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are stored</source>
   <translation>
    <numerusform>%1 Ereignis ist gespeichert</numerusform>
    <numerusform>%1 Ereignisse sind gespeichert</numerusform>
   </translation>
  </message>
  <message>
   <source>Undo %1</source>
   <translation>%1 rückgängig machen</translation>
  </message>
  <message>
   <source>%1: it has no events.</source>
   <translation>%1: ohne Ereignisse.</translation>
  </message>
  <message numerus="yes">
   <source>%1: %2 events. Visitors: %3, sessions: %4, %5.</source>
   <translation>
    <numerusform>%1: %2 Ereignis, Besucher: %3, Sitzungen: %4, %5.</numerusform>
    <numerusform>%1: %2 Ereignisse, Besucher: %3, Sitzungen: %4, %5.</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 (%2)</source>
   <translation>%1 (%2)</translation>
  </message>
  <message>
   <source>Hosts: %1.</source>
   <translation>Hosts: %1.</translation>
  </message>
  <message numerus="yes">
   <source>%1 events of these days are there already. Those of the file would count as well.</source>
   <translation>
    <numerusform>%1 Ereignis aus diesen Tagen ist schon da. Die der Datei würden zusätzlich zählen.</numerusform>
    <numerusform>%1 Ereignisse aus diesen Tagen sind schon da. Die der Datei würden zusätzlich zählen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are older than the data retention, and are left out.</source>
   <translation>
    <numerusform>%1 Ereignis ist älter als die Aufbewahrungsfrist und wird ausgelassen.</numerusform>
    <numerusform>%1 Ereignisse sind älter als die Aufbewahrungsfrist und werden ausgelassen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 lines are no pages, and are left out.</source>
   <translation>
    <numerusform>%1 Zeile ist keine Seite und wird ausgelassen.</numerusform>
    <numerusform>%1 Zeilen sind keine Seiten und werden ausgelassen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 lines cannot be read. The first is line %2: %3</source>
   <translation>
    <numerusform>%1 Zeile ist nicht lesbar, Zeile %2: %3</numerusform>
    <numerusform>%1 Zeilen sind nicht lesbar. Die erste ist Zeile %2: %3</numerusform>
   </translation>
  </message>
  <message>
   <source>Export of this program</source>
   <translation>Export dieses Programms</translation>
  </message>
  <message>
   <source>Access log</source>
   <translation>Zugriffsprotokoll</translation>
  </message>
  <message>
   <source>The line is no CSV.</source>
   <translation>Die Zeile ist kein CSV.</translation>
  </message>
  <message>
   <source>The number of cells is not that of the header.</source>
   <translation>Die Zahl der Zellen ist nicht die der Kopfzeile.</translation>
  </message>
  <message>
   <source>The kind of event is unknown.</source>
   <translation>Die Art des Ereignisses ist unbekannt.</translation>
  </message>
  <message>
   <source>The properties are no JSON.</source>
   <translation>Die Eigenschaften sind kein JSON.</translation>
  </message>
  <message>
   <source>The time cannot be read.</source>
   <translation>Die Zeit ist nicht lesbar.</translation>
  </message>
  <message>
   <source>The session is missing.</source>
   <translation>Die Sitzung fehlt.</translation>
  </message>
  <message>
   <source>The visitor is missing.</source>
   <translation>Der Besucher fehlt.</translation>
  </message>
  <message>
   <source>The event is neither a page view nor a custom one.</source>
   <translation>Das Ereignis ist weder ein Seitenaufruf noch ein eigenes.</translation>
  </message>
  <message>
   <source>The line is not in combined form.</source>
   <translation>Die Zeile hat nicht die Form „combined“.</translation>
  </message>
  <message>
   <source>The time lies ahead, or before the year 2000.</source>
   <translation>Die Zeit liegt in der Zukunft oder vor dem Jahr 2000.</translation>
  </message>
  <message>
   <source>The format of the file is not known.</source>
   <translation>Das Format der Datei ist nicht bekannt.</translation>
  </message>
  <message>
   <source>The file is damaged or not complete.</source>
   <translation>Die Datei ist beschädigt oder unvollständig.</translation>
  </message>
  <message>
   <source>The server was stopped. Choose it again.</source>
   <translation>Der Server wurde angehalten. Wählen Sie die Datei noch einmal.</translation>
  </message>
  <message>
   <source>undone</source>
   <translation>rückgängig gemacht</translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 Ereignis</numerusform>
    <numerusform>%1 Ereignisse</numerusform>
   </translation>
  </message>
  <message>
   <source>%1: %2</source>
   <translation>%1: %2</translation>
  </message>
 </context>
 <context>
  <name>InvitationStep</name>
  <message>
   <source>Accept an invitation</source>
   <translation>Einladung annehmen</translation>
  </message>
  <message>
   <source>Paste the secret that you were given by whoever invited you.</source>
   <translation>Fügen Sie das Geheimnis ein, das Sie mit der Einladung erhalten haben.</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Secret of the invitation</source>
   <translation>Geheimnis der Einladung</translation>
  </message>
  <message>
   <source>Enter the secret of the invitation.</source>
   <translation>Bitte das Geheimnis der Einladung eingeben.</translation>
  </message>
 </context>
 <context>
  <name>InviteDialog</name>
  <message>
   <source>Invite a member</source>
   <translation>Mitglied einladen</translation>
  </message>
  <message>
   <source>E-mail address</source>
   <translation>E-Mail-Adresse</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Rolle</translation>
  </message>
  <message numerus="yes">
   <source>Give it to them: it is not shown again, and works once within %1 days.</source>
   <translation>
    <numerusform>Bitte weitergeben: Es wird nicht noch einmal angezeigt und gilt einmal, höchstens %1 Tag lang.</numerusform>
    <numerusform>Bitte weitergeben: Es wird nicht noch einmal angezeigt und gilt einmal, höchstens %1 Tage lang.</numerusform>
   </translation>
  </message>
  <message>
   <source>Secret of the invitation</source>
   <translation>Geheimnis der Einladung</translation>
  </message>
  <message>
   <source>Copy secret</source>
   <translation>Geheimnis kopieren</translation>
  </message>
  <message>
   <source>Close without the secret?</source>
   <translation>Ohne das Geheimnis schließen?</translation>
  </message>
  <message>
   <source>You have not copied it, and it cannot be shown again. You would have to invite them once more.</source>
   <translation>Es wurde nicht kopiert und kann nicht noch einmal angezeigt werden. Die Einladung müsste wiederholt werden.</translation>
  </message>
  <message>
   <source>Invite</source>
   <translation>Einladen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Enter an e-mail address.</source>
   <translation>Bitte eine E-Mail-Adresse eingeben.</translation>
  </message>
  <message>
   <source>%1 is invited</source>
   <translation>%1 ist eingeladen</translation>
  </message>
 </context>
 <context>
  <name>JoinStep</name>
  <message>
   <source>Accept an invitation</source>
   <translation>Einladung annehmen</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Tenant</source>
   <translation>Mandant</translation>
  </message>
  <message>
   <source>E-mail address</source>
   <translation>E-Mail-Adresse</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Rolle</translation>
  </message>
  <message>
   <source>Password of your account</source>
   <translation>Passwort Ihres Kontos</translation>
  </message>
  <message>
   <source>This address has an account. Sign in with its password to join the tenant.</source>
   <translation>Diese Adresse hat ein Konto. Melden Sie sich mit dessen Passwort an, um dem Mandanten beizutreten.</translation>
  </message>
  <message>
   <source>Choose a password. From now on you sign in with it and your e-mail address.</source>
   <translation>Wählen Sie ein Passwort. Damit und mit Ihrer E-Mail-Adresse melden Sie sich künftig an.</translation>
  </message>
  <message>
   <source>Enter the password.</source>
   <translation>Bitte das Passwort eingeben.</translation>
  </message>
 </context>
 <context>
  <name>KeyDialog</name>
  <message>
   <source>New API key</source>
   <translation>Neuer API-Schlüssel</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Monthly report</source>
   <translation>Monatsbericht</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>Letzter Tag</translation>
  </message>
  <message>
   <source>The new API key</source>
   <translation>Der neue API-Schlüssel</translation>
  </message>
  <message>
   <source>Copy it now: it will not be shown again. Anyone who has it can use it.</source>
   <translation>Bitte jetzt kopieren: Er wird nicht noch einmal gezeigt. Wer ihn hat, kann ihn benutzen.</translation>
  </message>
  <message>
   <source>Copy key</source>
   <translation>Schlüssel kopieren</translation>
  </message>
  <message>
   <source>Close without the key?</source>
   <translation>Ohne den Schlüssel schließen?</translation>
  </message>
  <message>
   <source>You have not copied it, and it cannot be shown again. You would have to create another key.</source>
   <translation>Er wurde nicht kopiert und kann nicht noch einmal gezeigt werden. Es müsste ein neuer Schlüssel erstellt werden.</translation>
  </message>
  <message>
   <source>Create key</source>
   <translation>Schlüssel erstellen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Where you will use it, so you know later which key to revoke.</source>
   <translation>Wofür er benutzt wird, damit später klar ist, welcher Schlüssel zu widerrufen ist.</translation>
  </message>
  <message>
   <source>Read reports (read)</source>
   <translation>Berichte lesen (read)</translation>
  </message>
  <message>
   <source>Reports and the list of sites</source>
   <translation>Berichte und die Liste der Websites</translation>
  </message>
  <message>
   <source>Read and edit (write)</source>
   <translation>Lesen und bearbeiten (write)</translation>
  </message>
  <message>
   <source>Also edit sites and what belongs to them</source>
   <translation>Auch Websites und was dazugehört bearbeiten</translation>
  </message>
  <message>
   <source>Full access (admin)</source>
   <translation>Voller Zugriff (admin)</translation>
  </message>
  <message>
   <source>Also live events and the server status</source>
   <translation>Auch Live-Ereignisse und den Serverstatus</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>Berechtigungen</translation>
  </message>
  <message>
   <source>Site</source>
   <translation>Website</translation>
  </message>
  <message>
   <source>All sites</source>
   <translation>Alle Websites</translation>
  </message>
  <message>
   <source>Expires</source>
   <translation>Läuft ab</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>In 30 days</source>
   <translation>In 30 Tagen</translation>
  </message>
  <message>
   <source>In 90 days</source>
   <translation>In 90 Tagen</translation>
  </message>
  <message>
   <source>In a year</source>
   <translation>In einem Jahr</translation>
  </message>
  <message>
   <source>After a date…</source>
   <translation>Nach einem Datum…</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
  <message>
   <source>“%1” is ready</source>
   <translation>„%1“ ist bereit</translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>dashed: %1</source>
   <translation>gestrichelt: %1</translation>
  </message>
 </context>
 <context>
  <name>LimitsCard</name>
  <message>
   <source>Events a second</source>
   <translation>Ereignisse pro Sekunde</translation>
  </message>
  <message>
   <source>Events that wait to be stored</source>
   <translation>Ereignisse, die auf das Speichern warten</translation>
  </message>
  <message>
   <source>On average over a minute. %1</source>
   <translation>Im Mittel über eine Minute. %1</translation>
  </message>
  <message>
   <source>They protect the server from a flood of events of one site. Events above a limit are refused.</source>
   <translation>Sie schützen den Server vor einer Flut von Ereignissen einer einzelnen Website. Was darüber hinausgeht, wird abgelehnt.</translation>
  </message>
  <message>
   <source>Ingest limits</source>
   <translation>Grenzen der Annahme</translation>
  </message>
  <message>
   <source>Use the defaults</source>
   <translation>Standardwerte verwenden</translation>
  </message>
  <message>
   <source>This site has a limit of its own.</source>
   <translation>Diese Website hat eine eigene Grenze.</translation>
  </message>
  <message>
   <source>This is the default of the server.</source>
   <translation>Das ist der Standardwert des Servers.</translation>
  </message>
 </context>
 <context>
  <name>LineHistory</name>
  <message>
   <source>Now %1, highest of the last five minutes %2</source>
   <translation>Jetzt %1, Höchstwert der letzten fünf Minuten %2</translation>
  </message>
  <message>
   <source>No readings yet</source>
   <translation>Noch keine Messwerte</translation>
  </message>
  <message>
   <source>max %1</source>
   <translation>max. %1</translation>
  </message>
 </context>
 <context>
  <name>LinkCard</name>
  <message>
   <source>Address of the public page</source>
   <translation>Adresse der öffentlichen Seite</translation>
  </message>
  <message>
   <source>Copy link</source>
   <translation>Link kopieren</translation>
  </message>
  <message>
   <source>Open in browser</source>
   <translation>Im Browser öffnen</translation>
  </message>
  <message>
   <source>New link</source>
   <translation>Neuer Link</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>Freigabe beenden</translation>
  </message>
  <message>
   <source>Anyone with this link can see the reports, up to %1 days at a time, without signing in. Search engines are asked not to list it.</source>
   <translation>Wer diesen Link hat, kann die Berichte ohne Anmeldung sehen, bis zu %1 Tage auf einmal. Suchmaschinen werden gebeten, ihn nicht aufzunehmen.</translation>
  </message>
  <message>
   <source>Public link</source>
   <translation>Öffentlicher Link</translation>
  </message>
  <message>
   <source>This address works only on the computer that runs the server. For other computers, set the public address of the server under Server, Settings.</source>
   <translation>Diese Adresse gilt nur auf dem Computer, auf dem der Server läuft. Für andere Computer bitte unter Server, Einstellungen die öffentliche Adresse des Servers festlegen.</translation>
  </message>
 </context>
 <context>
  <name>LinkForm</name>
  <message>
   <source>Enter the address of a page on %1, such as https://%1/page.</source>
   <translation>Bitte die Adresse einer Seite von %1 eingeben, etwa https://%1/seite.</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>Medium</translation>
  </message>
  <message>
   <source>Campaign</source>
   <translation>Kampagne</translation>
  </message>
  <message>
   <source>Term</source>
   <translation>Begriff</translation>
  </message>
  <message>
   <source>Content</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Spring newsletter</source>
   <translation>Newsletter im Frühling</translation>
  </message>
  <message>
   <source>Leads to</source>
   <translation>Führt zu</translation>
  </message>
  <message>
   <source>A page of %1</source>
   <translation>Eine Seite von %1</translation>
  </message>
  <message>
   <source>The link works</source>
   <translation>Der Link ist aktiv</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
 </context>
 <context>
  <name>LiveEventsModel</name>
  <message>
   <source>From</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Browser</source>
   <translation>Browser</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Page or event</source>
   <translation>Seite oder Ereignis</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>Pageview</source>
   <translation>Seitenaufruf</translation>
  </message>
 </context>
 <context>
  <name>LogCard</name>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Origin</source>
   <translation>Von wo</translation>
  </message>
  <message>
   <source>Security log</source>
   <translation>Sicherheitsprotokoll</translation>
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation>Noch nichts.</translation>
  </message>
  <message>
   <source>Show older</source>
   <translation>Ältere zeigen</translation>
  </message>
 </context>
 <context>
  <name>LogView</name>
  <message>
   <source>Everything</source>
   <translation>Alles</translation>
  </message>
  <message>
   <source>Info</source>
   <translation>Info</translation>
  </message>
  <message>
   <source>Warnings</source>
   <translation>Warnungen</translation>
  </message>
  <message>
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Minimum level</source>
   <translation>Mindeststufe</translation>
  </message>
  <message>
   <source>Search the log</source>
   <translation>Protokoll durchsuchen</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Nothing to show at this level.</source>
   <translation>Auf dieser Stufe gibt es nichts zu zeigen.</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>Alles kopieren</translation>
  </message>
  <message numerus="yes">
   <source>%1 lines</source>
   <translation>
    <numerusform>%1 Zeile</numerusform>
    <numerusform>%1 Zeilen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Show the log</source>
   <translation>Protokoll zeigen</translation>
  </message>
  <message>
   <source>The language changes at the next start.</source>
   <translation>Die Sprache ändert sich beim nächsten Start.</translation>
  </message>
  <message>
   <source>No filter is set. Click a table row to filter by it, or Ctrl+click to exclude it.</source>
   <translation>Kein Filter gesetzt. Ein Klick auf eine Tabellenzeile filtert danach, Strg+Klick schließt sie aus.</translation>
  </message>
  <message>
   <source>Copied %1</source>
   <translation>%1 kopiert</translation>
  </message>
 </context>
 <context>
  <name>MembersPage</name>
  <message>
   <source>Events of this month</source>
   <translation>Ereignisse dieses Monats</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>Entfernen …</translation>
  </message>
  <message>
   <source>Change role</source>
   <translation>Rolle ändern</translation>
  </message>
  <message>
   <source>Invite…</source>
   <translation>Einladen …</translation>
  </message>
  <message>
   <source>Member</source>
   <translation>Mitglied</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Rolle</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>Seit</translation>
  </message>
  <message>
   <source>Members</source>
   <translation>Mitglieder</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>Zurückziehen</translation>
  </message>
  <message>
   <source>Open invitations</source>
   <translation>Offene Einladungen</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Works until</source>
   <translation>Gültig bis</translation>
  </message>
  <message>
   <source>A server of your own has one administrator. Members exist in cloud mode.</source>
   <translation>Ein eigener Server hat einen Administrator. Mitglieder gibt es im Cloud-Modus.</translation>
  </message>
  <message>
   <source>This server has no members</source>
   <translation>Dieser Server hat keine Mitglieder</translation>
  </message>
  <message numerus="yes">
   <source>%1 members</source>
   <translation>
    <numerusform>%1 Mitglied</numerusform>
    <numerusform>%1 Mitglieder</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 has the role %2 now</source>
   <translation>%1 hat jetzt die Rolle %2</translation>
  </message>
  <message>
   <source>Remove %1 from the tenant?</source>
   <translation>%1 aus dem Mandanten entfernen?</translation>
  </message>
  <message>
   <source>They lose access to its websites at once. API keys that they made keep working.</source>
   <translation>Der Zugriff auf die Websites endet sofort. Selbst erstellte API-Schlüssel bleiben gültig.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Leave this tenant?</source>
   <translation>Diesen Mandanten verlassen?</translation>
  </message>
  <message>
   <source>You lose access to its websites at once, until someone invites you again.</source>
   <translation>Der Zugriff auf die Websites endet sofort, bis zu einer neuen Einladung.</translation>
  </message>
  <message>
   <source>Leave</source>
   <translation>Verlassen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>%1 has been removed</source>
   <translation>%1 wurde entfernt</translation>
  </message>
  <message>
   <source>The invitation of %1 has been withdrawn</source>
   <translation>Die Einladung von %1 wurde zurückgezogen</translation>
  </message>
  <message>
   <source>you</source>
   <translation>das sind Sie</translation>
  </message>
 </context>
 <context>
  <name>MinuteBars</name>
  <message>
   <source>Events per minute, last 30 minutes</source>
   <translation>Ereignisse pro Minute, letzte 30 Minuten</translation>
  </message>
  <message>
   <source>%1 in the current minute, peak %2</source>
   <translation>%1 in der laufenden Minute, Spitze %2</translation>
  </message>
  <message>
   <source>30 min ago</source>
   <translation>vor 30 Min.</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>Events per minute · peak %1</source>
   <translation>Ereignisse pro Minute · Spitze %1</translation>
  </message>
  <message>
   <source>%1 min ago</source>
   <translation>vor %1 Min.</translation>
  </message>
  <message>
   <source>this minute</source>
   <translation>diese Minute</translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 Ereignis</numerusform>
    <numerusform>%1 Ereignisse</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MorePanel</name>
  <message>
   <source>Caches</source>
   <translation>Caches</translation>
  </message>
  <message>
   <source>What is asked for often is kept in memory. A low hit rate after a start is normal.</source>
   <translation>Häufig Gefragtes bleibt im Arbeitsspeicher. Eine niedrige Trefferquote nach einem Start ist normal.</translation>
  </message>
  <message>
   <source>Process</source>
   <translation>Prozess</translation>
  </message>
  <message>
   <source>Process %1</source>
   <translation>Prozess %1</translation>
  </message>
  <message>
   <source>started %1</source>
   <translation>gestartet %1</translation>
  </message>
  <message>
   <source>Memory %1</source>
   <translation>Arbeitsspeicher %1</translation>
  </message>
  <message>
   <source>Data folder %1</source>
   <translation>Datenordner %1</translation>
  </message>
 </context>
 <context>
  <name>NewPassword</name>
  <message>
   <source>New password</source>
   <translation>Neues Passwort</translation>
  </message>
  <message>
   <source>Repeat password</source>
   <translation>Passwort wiederholen</translation>
  </message>
  <message>
   <source>At least %1 characters.</source>
   <translation>Mindestens %1 Zeichen.</translation>
  </message>
  <message>
   <source>This password is too long.</source>
   <translation>Dieses Passwort ist zu lang.</translation>
  </message>
  <message>
   <source>The passwords match.</source>
   <translation>Die Passwörter stimmen überein.</translation>
  </message>
  <message>
   <source>The passwords do not match yet.</source>
   <translation>Die Passwörter stimmen noch nicht überein.</translation>
  </message>
 </context>
 <context>
  <name>NewPasswordStep</name>
  <message>
   <source>Choose a new password</source>
   <translation>Neues Passwort wählen</translation>
  </message>
  <message>
   <source>This server was set up with a publicly known password. Choose a new one to continue.</source>
   <translation>Dieser Server wurde mit einem öffentlich bekannten Passwort eingerichtet. Um fortzufahren, bitte ein neues wählen.</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Current password</source>
   <translation>Aktuelles Passwort</translation>
  </message>
  <message>
   <source>Enter the current password.</source>
   <translation>Bitte das aktuelle Passwort eingeben.</translation>
  </message>
  <message>
   <source>The new password must differ from the current one.</source>
   <translation>Das neue Passwort muss sich vom aktuellen unterscheiden.</translation>
  </message>
 </context>
 <context>
  <name>Notifications</name>
  <message>
   <source>The server %1 has not answered for a minute.</source>
   <translation>Der Server %1 antwortet seit einer Minute nicht.</translation>
  </message>
  <message>
   <source>The server of this computer has not answered for a minute.</source>
   <translation>Der Server dieses Computers antwortet seit einer Minute nicht.</translation>
  </message>
  <message>
   <source>%1 has its first visitor.</source>
   <translation>%1 hat den ersten Besucher.</translation>
  </message>
 </context>
 <context>
  <name>OutsideRow</name>
  <message>
   <source>Set, but never shown</source>
   <translation>Gesetzt, wird nie angezeigt</translation>
  </message>
  <message>
   <source>Not set</source>
   <translation>Nicht gesetzt</translation>
  </message>
  <message>
   <source>By %1</source>
   <translation>Durch %1</translation>
  </message>
 </context>
 <context>
  <name>PaintedSection</name>
  <message>
   <source>Copy or save</source>
   <translation>Kopieren oder speichern</translation>
  </message>
 </context>
 <context>
  <name>PaintedView</name>
  <message>
   <source>Arrow keys read single values.</source>
   <translation>Die Pfeiltasten lesen einzelne Werte vor.</translation>
  </message>
  <message>
   <source>Copy table</source>
   <translation>Tabelle kopieren</translation>
  </message>
 </context>
 <context>
  <name>PasswordCard</name>
  <message>
   <source>Current password</source>
   <translation>Aktuelles Passwort</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <source>Changing it ends all other sessions. API keys keep working.</source>
   <translation>Eine Änderung beendet alle anderen Sitzungen. API-Schlüssel bleiben gültig.</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Enter the current password.</source>
   <translation>Bitte das aktuelle Passwort eingeben.</translation>
  </message>
  <message>
   <source>Password changed. All other sessions have ended.</source>
   <translation>Passwort geändert. Alle anderen Sitzungen wurden beendet.</translation>
  </message>
  <message>
   <source>The current password is incorrect.</source>
   <translation>Das aktuelle Passwort ist falsch.</translation>
  </message>
 </context>
 <context>
  <name>PathEditor</name>
  <message>
   <source>Choose a file for “%1”</source>
   <translation>Datei für „%1“ auswählen</translation>
  </message>
 </context>
 <context>
  <name>PixelDialog</name>
  <message>
   <source>Line to paste</source>
   <translation>Zeile zum Einfügen</translation>
  </message>
  <message>
   <source>Text to paste</source>
   <translation>Text zum Einfügen</translation>
  </message>
  <message>
   <source>Paste it into the HTML of the mail or the page. Mail programs show it when they load pictures.</source>
   <translation>In das HTML der Mail oder der Seite einfügen. Mailprogramme zeigen das Bild, wenn sie Bilder laden.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>PixelForm</name>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Invoice mail</source>
   <translation>Rechnungsmail</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>The pixel counts</source>
   <translation>Das Pixel zählt</translation>
  </message>
  <message>
   <source>Its views appear among those of this page. May stay empty.</source>
   <translation>Die Aufrufe zählen zu dieser Seite. Darf leer bleiben.</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
 </context>
 <context>
  <name>PlacesCard</name>
  <message>
   <source>Get DB-IP City Lite</source>
   <translation>DB-IP City Lite laden</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Datei wählen</translation>
  </message>
  <message>
   <source>The server downloads some 60 MB from db-ip.com, once; nothing about your visitors is sent. Licence: CC BY 4.0, which asks to name DB-IP beside the places.</source>
   <translation>Der Server lädt einmalig etwa 60 MB von db-ip.com; über Ihre Besucher wird nichts gesendet. Lizenz: CC BY 4.0; sie verlangt, DB-IP neben den Orten zu nennen.</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Checking the file…</source>
   <translation>Datei wird geprüft…</translation>
  </message>
  <message>
   <source>Regions and cities come from %1.</source>
   <translation>Regionen und Städte stammen aus %1.</translation>
  </message>
  <message>
   <source>Regions and cities come from %1 of %2.</source>
   <translation>Regionen und Städte stammen aus %1 vom %2.</translation>
  </message>
  <message>
   <source>Countries are known. A city database adds regions and cities.</source>
   <translation>Länder sind bekannt. Eine Städtedatenbank ergänzt Regionen und Städte.</translation>
  </message>
  <message>
   <source>%1 of %2</source>
   <translation>%1 von %2</translation>
  </message>
  <message>
   <source>Choose a city database</source>
   <translation>Städtedatenbank wählen</translation>
  </message>
  <message>
   <source>City databases (*.mmdb *.mmdb.gz);;All files (*)</source>
   <translation>Städtedatenbanken (*.mmdb *.mmdb.gz);;Alle Dateien (*)</translation>
  </message>
 </context>
 <context>
  <name>PolicyCard</name>
  <message>
   <source>Leave out</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Be strict</source>
   <translation>Streng sein</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>Mitzählen</translation>
  </message>
  <message>
   <source>Bots in the reports</source>
   <translation>Bots in den Berichten</translation>
  </message>
  <message>
   <source>Score of a bot</source>
   <translation>Punktzahl eines Bots</translation>
  </message>
  <message>
   <source>New events with at least so many of 100 points count as a bot's.</source>
   <translation>Ab so vielen von 100 Punkten gilt ein neues Ereignis als Bot.</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 events of the last 7 days were of bots.</source>
   <translation>
    <numerusform>%1 von %2 Ereignis der letzten 7 Tage kam von Bots.</numerusform>
    <numerusform>%1 von %2 Ereignissen der letzten 7 Tage kamen von Bots.</numerusform>
   </translation>
  </message>
  <message>
   <source>There were no events in the last 7 days.</source>
   <translation>In den letzten 7 Tagen gab es keine Ereignisse.</translation>
  </message>
  <message>
   <source>Crawlers and other programs are recorded, and left out of the reports unless you count them.</source>
   <translation>Crawler und andere Programme werden aufgezeichnet und in den Berichten ausgeblendet, sofern sie nicht mitzählen sollen.</translation>
  </message>
  <message>
   <source>Bots</source>
   <translation>Bots</translation>
  </message>
  <message>
   <source>Apply to stored events…</source>
   <translation>Auf gespeicherte Ereignisse anwenden …</translation>
  </message>
 </context>
 <context>
  <name>QrDialog</name>
  <message>
   <source>Address as QR code</source>
   <translation>Adresse als QR-Code</translation>
  </message>
  <message>
   <source>QR code of %1</source>
   <translation>QR-Code von %1</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>RangeCalendar</name>
  <message>
   <source>Calendar: choose the first and the last day</source>
   <translation>Kalender: ersten und letzten Tag wählen</translation>
  </message>
 </context>
 <context>
  <name>RealtimePage</name>
  <message>
   <source>Visitors now by country</source>
   <translation>Besucher jetzt nach Land</translation>
  </message>
  <message>
   <source>Pages now</source>
   <translation>Seiten jetzt</translation>
  </message>
  <message>
   <source>Sources now</source>
   <translation>Herkunft jetzt</translation>
  </message>
  <message>
   <source>Visitors now</source>
   <translation>Besucher jetzt</translation>
  </message>
  <message>
   <source>in the last 30 minutes</source>
   <translation>in den letzten 30 Minuten</translation>
  </message>
  <message>
   <source>Newest events</source>
   <translation>Neueste Ereignisse</translation>
  </message>
  <message>
   <source>Happening now</source>
   <translation>Was gerade passiert</translation>
  </message>
  <message>
   <source>Only %1. Show all</source>
   <translation>Nur %1. Alle anzeigen</translation>
  </message>
  <message>
   <source>Newest %1</source>
   <translation>Neueste %1</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors in the last 30 minutes</source>
   <translation>
    <numerusform>%1 Besucher in den letzten 30 Minuten</numerusform>
    <numerusform>%1 Besucher in den letzten 30 Minuten</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 in the last 5 minutes</source>
   <translation>%1 in den letzten 5 Minuten</translation>
  </message>
  <message>
   <source>Sample data has no live visits. Add a site of your own to see visits arrive.</source>
   <translation>Beispieldaten haben keine Live-Besuche. Mit einer eigenen Website ist zu sehen, wie Besuche eintreffen.</translation>
  </message>
  <message>
   <source>No visitors right now</source>
   <translation>Gerade keine Besucher</translation>
  </message>
  <message>
   <source>Visits appear here as they happen. Is the snippet on your pages?</source>
   <translation>Besuche erscheinen hier, sobald sie stattfinden. Steht das Snippet auf Ihren Seiten?</translation>
  </message>
  <message>
   <source>Show the snippet</source>
   <translation>Snippet zeigen</translation>
  </message>
 </context>
 <context>
  <name>RecomputeDialog</name>
  <message>
   <source>Apply to stored events</source>
   <translation>Auf gespeicherte Ereignisse anwenden</translation>
  </message>
  <message>
   <source>Rules and policy apply to new events. Here you apply them to those that are stored. Rules about addresses cannot be applied to these, since no address is stored.</source>
   <translation>Regeln und Einstellungen gelten für neue Ereignisse. Hier wenden Sie sie auf die gespeicherten an. Regeln über Adressen lassen sich auf diese nicht anwenden, denn gespeichert wird keine Adresse.</translation>
  </message>
  <message numerus="yes">
   <source>Last %1 days</source>
   <translation>
    <numerusform>Letzter %1 Tag</numerusform>
    <numerusform>Letzte %1 Tage</numerusform>
   </translation>
  </message>
  <message>
   <source>Days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Undo the last time</source>
   <translation>Letztes Mal rückgängig machen</translation>
  </message>
  <message>
   <source>Apply</source>
   <translation>Anwenden</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Counting…</source>
   <translation>Wird gezählt …</translation>
  </message>
  <message>
   <source>%1 of %2</source>
   <translation>%1 von %2</translation>
  </message>
  <message>
   <source>Giving back what was there before…</source>
   <translation>Der frühere Stand wird wiederhergestellt …</translation>
  </message>
  <message>
   <source>Applying…</source>
   <translation>Wird angewendet …</translation>
  </message>
  <message>
   <source>There are no events on these days.</source>
   <translation>An diesen Tagen gibt es keine Ereignisse.</translation>
  </message>
  <message>
   <source>Nothing would change.</source>
   <translation>Es würde sich nichts ändern.</translation>
  </message>
  <message>
   <source>Done. The reports count by these rules now.</source>
   <translation>Fertig. Die Berichte zählen jetzt nach diesen Regeln.</translation>
  </message>
  <message>
   <source>Every event is as it was before.</source>
   <translation>Jedes Ereignis ist wieder, wie es vorher war.</translation>
  </message>
  <message numerus="yes">
   <source>%1 page views would count as those of bots.</source>
   <translation>
    <numerusform>%1 Seitenaufruf würde als der eines Bots zählen.</numerusform>
    <numerusform>%1 Seitenaufrufe würden als die von Bots zählen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events would count as those of bots.</source>
   <translation>
    <numerusform>%1 Ereignis würde als das eines Bots zählen.</numerusform>
    <numerusform>%1 Ereignisse würden als die von Bots zählen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 page views would count as those of people.</source>
   <translation>
    <numerusform>%1 Seitenaufruf würde als der eines Menschen zählen.</numerusform>
    <numerusform>%1 Seitenaufrufe würden als die von Menschen zählen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events would count as those of people.</source>
   <translation>
    <numerusform>%1 Ereignis würde als das eines Menschen zählen.</numerusform>
    <numerusform>%1 Ereignisse würden als die von Menschen zählen.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RecordDialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
 </context>
 <context>
  <name>RecordsPage</name>
  <message>
   <source>%1 This list may be out of date.</source>
   <translation>%1 Diese Liste ist möglicherweise veraltet.</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>Save all rows</source>
   <translation>Alle Zeilen speichern</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>Bearbeiten…</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>%1 could not be deleted: %2</source>
   <translation>%1 konnte nicht gelöscht werden: %2</translation>
  </message>
 </context>
 <context>
  <name>RemoteLogin</name>
  <message>
   <source>You are not signed in to %1.</source>
   <translation>Nicht angemeldet bei %1.</translation>
  </message>
 </context>
 <context>
  <name>ReportForm</name>
  <message>
   <source>Key figures</source>
   <translation>Kennzahlen</translation>
  </message>
  <message>
   <source>Traffic over time</source>
   <translation>Zugriffe im Zeitverlauf</translation>
  </message>
  <message>
   <source>Breakdown</source>
   <translation>Aufschlüsselung</translation>
  </message>
  <message>
   <source>Custom events</source>
   <translation>Eigene Ereignisse</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>Ziele</translation>
  </message>
  <message>
   <source>Funnel</source>
   <translation>Trichter</translation>
  </message>
  <message>
   <source>Journey</source>
   <translation>Weg</translation>
  </message>
  <message>
   <source>Retention</source>
   <translation>Wiederkehr</translation>
  </message>
  <message>
   <source>Attribution</source>
   <translation>Attribution</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>Umsatz</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Monday numbers</source>
   <translation>Zahlen am Montag</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Broken down by</source>
   <translation>Aufgeschlüsselt nach</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Last days</source>
   <translation>Letzte Tage</translation>
  </message>
  <message>
   <source>Days on screen</source>
   <translation>Angezeigte Tage</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>Number of days</source>
   <translation>Anzahl der Tage</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>Time zone of the site</source>
   <translation>Zeitzone der Website</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
  <message>
   <source>A saved report cannot filter by a property of events.</source>
   <translation>Ein gespeicherter Bericht kann nicht nach einer Eigenschaft von Ereignissen filtern.</translation>
  </message>
  <message>
   <source>Create a goal first.</source>
   <translation>Bitte zuerst ein Ziel anlegen.</translation>
  </message>
  <message>
   <source>Create a funnel first.</source>
   <translation>Bitte zuerst einen Trichter anlegen.</translation>
  </message>
  <message>
   <source>Determines when a day starts and ends</source>
   <translation>Bestimmt, wann ein Tag beginnt und endet</translation>
  </message>
  <message>
   <source>No comparison</source>
   <translation>Kein Vergleich</translation>
  </message>
  <message>
   <source>Previous period</source>
   <translation>Vorheriger Zeitraum</translation>
  </message>
  <message>
   <source>Previous year</source>
   <translation>Vorjahr</translation>
  </message>
  <message>
   <source>Other days</source>
   <translation>Andere Tage</translation>
  </message>
  <message>
   <source>(deleted)</source>
   <translation>(gelöscht)</translation>
  </message>
 </context>
 <context>
  <name>Roles</name>
  <message>
   <source>Owner</source>
   <translation>Inhaber</translation>
  </message>
  <message>
   <source>Admin</source>
   <translation>Administrator</translation>
  </message>
  <message>
   <source>Viewer</source>
   <translation>Betrachter</translation>
  </message>
  <message>
   <source>everything, owners included</source>
   <translation>alles, auch Inhaber</translation>
  </message>
  <message>
   <source>websites, keys and members</source>
   <translation>Websites, Schlüssel und Mitglieder</translation>
  </message>
  <message>
   <source>reports, nothing changed</source>
   <translation>Berichte, ohne Änderungen</translation>
  </message>
 </context>
 <context>
  <name>RulePicker</name>
  <message>
   <source>Search pages and events</source>
   <translation>Seiten und Ereignisse suchen</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>%1 Besucher</numerusform>
    <numerusform>%1 Besucher</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SearchField</name>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
 </context>
 <context>
  <name>SecondFactorCard</name>
  <message>
   <source>Turn on</source>
   <translation>Einschalten</translation>
  </message>
  <message>
   <source>Turn off</source>
   <translation>Ausschalten</translation>
  </message>
  <message>
   <source>Second factor</source>
   <translation>Zweiter Faktor</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>Only the password is required. With a second factor, signing in also takes a code from your phone.</source>
   <translation>Nur das Passwort ist nötig. Mit einem zweiten Faktor gehört zur Anmeldung auch ein Code vom Smartphone.</translation>
  </message>
  <message numerus="yes">
   <source>%1 recovery codes left.</source>
   <translation>
    <numerusform>Noch %1 Wiederherstellungscode.</numerusform>
    <numerusform>Noch %1 Wiederherstellungscodes.</numerusform>
   </translation>
  </message>
  <message>
   <source>On since %1.</source>
   <translation>Eingeschaltet seit %1.</translation>
  </message>
  <message>
   <source>Its secret is missing from the data folder, so only recovery codes work. Turn it off with one of them and then on again.</source>
   <translation>Das Geheimnis fehlt im Datenordner, deshalb gelten nur Wiederherstellungscodes. Bitte mit einem davon ausschalten und dann wieder einschalten.</translation>
  </message>
  <message>
   <source>You have few recovery codes left. Turn the second factor off and on again to get new ones.</source>
   <translation>Es sind nur noch wenige Wiederherstellungscodes übrig. Neue gibt es, wenn der zweite Faktor aus- und wieder eingeschaltet wird.</translation>
  </message>
 </context>
 <context>
  <name>SecretEditor</name>
  <message>
   <source>Set, but never shown</source>
   <translation>Gesetzt, wird aber nie gezeigt</translation>
  </message>
  <message>
   <source>Not set</source>
   <translation>Nicht gesetzt</translation>
  </message>
 </context>
 <context>
  <name>SecretLine</name>
  <message>
   <source>Show the text</source>
   <translation>Text zeigen</translation>
  </message>
 </context>
 <context>
  <name>SecretPart</name>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
 </context>
 <context>
  <name>SectionsCard</name>
  <message>
   <source>Contents</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>The totals, the chart, and these breakdowns:</source>
   <translation>Die Summen, das Diagramm und diese Aufschlüsselungen:</translation>
  </message>
 </context>
 <context>
  <name>SecurityPage</name>
  <message>
   <source>This server does not require sign-in</source>
   <translation>Dieser Server verlangt keine Anmeldung</translation>
  </message>
  <message>
   <source>Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.</source>
   <translation>Die Anmeldung wird dort eingeschaltet, wo der Server läuft, mit SPARKLYTICS_AUTH=local.</translation>
  </message>
  <message>
   <source>client %1</source>
   <translation>Client %1</translation>
  </message>
  <message>
   <source>Server's computer</source>
   <translation>Computer des Servers</translation>
  </message>
  <message>
   <source>Remote</source>
   <translation>Anderes Gerät</translation>
  </message>
  <message>
   <source>Administrator set up</source>
   <translation>Administrator eingerichtet</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>Angemeldet</translation>
  </message>
  <message>
   <source>Wrong password or code</source>
   <translation>Falsches Passwort oder falscher Code</translation>
  </message>
  <message>
   <source>Locked after failed attempts</source>
   <translation>Nach Fehlversuchen gesperrt</translation>
  </message>
  <message>
   <source>Signed out</source>
   <translation>Abgemeldet</translation>
  </message>
  <message>
   <source>Password changed</source>
   <translation>Passwort geändert</translation>
  </message>
  <message>
   <source>Password reset on the command line</source>
   <translation>Passwort in der Befehlszeile zurückgesetzt</translation>
  </message>
  <message>
   <source>API key created</source>
   <translation>API-Schlüssel erstellt</translation>
  </message>
  <message>
   <source>API key revoked</source>
   <translation>API-Schlüssel widerrufen</translation>
  </message>
  <message>
   <source>Session ended</source>
   <translation>Sitzung beendet</translation>
  </message>
  <message>
   <source>All other sessions ended</source>
   <translation>Alle anderen Sitzungen beendet</translation>
  </message>
  <message>
   <source>Second factor turned on</source>
   <translation>Zweiter Faktor eingeschaltet</translation>
  </message>
  <message>
   <source>Second factor turned off</source>
   <translation>Zweiter Faktor ausgeschaltet</translation>
  </message>
  <message>
   <source>Recovery code used</source>
   <translation>Wiederherstellungscode benutzt</translation>
  </message>
  <message>
   <source>Member invited</source>
   <translation>Mitglied eingeladen</translation>
  </message>
  <message>
   <source>Member joined</source>
   <translation>Mitglied beigetreten</translation>
  </message>
  <message>
   <source>Role of a member changed</source>
   <translation>Rolle eines Mitglieds geändert</translation>
  </message>
  <message>
   <source>Member removed</source>
   <translation>Mitglied entfernt</translation>
  </message>
 </context>
 <context>
  <name>SegmentForm</name>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Readers from Germany</source>
   <translation>Leser aus Deutschland</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Filters of one property are alternatives; those of different ones all have to fit.</source>
   <translation>Filter eines Merkmals sind Alternativen; Filter verschiedener Merkmale müssen alle zutreffen.</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>Bitte einen Namen eingeben.</translation>
  </message>
  <message>
   <source>Add at least one filter.</source>
   <translation>Bitte mindestens einen Filter hinzufügen.</translation>
  </message>
 </context>
 <context>
  <name>SendingPage</name>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>To</source>
   <translation>An</translation>
  </message>
  <message>
   <source>Sent messages</source>
   <translation>Gesendete Nachrichten</translation>
  </message>
  <message>
   <source>Nothing has been sent yet.</source>
   <translation>Noch wurde nichts gesendet.</translation>
  </message>
  <message>
   <source>Sent by %1</source>
   <translation>Gesendet von %1</translation>
  </message>
  <message>
   <source>Sent to %1. %2</source>
   <translation>An %1 gesendet. %2</translation>
  </message>
  <message>
   <source>Not sent to %1. %2</source>
   <translation>Nicht an %1 gesendet. %2</translation>
  </message>
  <message>
   <source>the desktop</source>
   <translation>der Desktop</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>Gesendet</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Fehlgeschlagen</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>Wartet</translation>
  </message>
  <message>
   <source>No mail server is set up: see the settings on the page Server.</source>
   <translation>Es ist kein Mailserver eingerichtet: siehe die Einstellungen auf der Seite Server.</translation>
  </message>
  <message>
   <source>No window is open on the server.</source>
   <translation>Auf dem Server ist kein Fenster offen.</translation>
  </message>
  <message>
   <source>The saved report no longer exists.</source>
   <translation>Den gespeicherten Bericht gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>The address leads into a private network, which the settings of the server do not allow.</source>
   <translation>Die Adresse führt in ein privates Netz, das die Einstellungen des Servers nicht erlauben.</translation>
  </message>
  <message>
   <source>The server ended while this was being sent; it may have arrived.</source>
   <translation>Der Server wurde währenddessen beendet; vielleicht ist es angekommen.</translation>
  </message>
  <message numerus="yes">
   <source>%1 attempts</source>
   <translation>
    <numerusform>%1 Versuch</numerusform>
    <numerusform>%1 Versuche</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ServerHeadline</name>
  <message>
   <source>There is no connection to the server.</source>
   <translation>Es besteht keine Verbindung zum Server.</translation>
  </message>
  <message>
   <source>The server is stopped: no visits are counted.</source>
   <translation>Der Server ist gestoppt: Besuche werden nicht gezählt.</translation>
  </message>
  <message>
   <source>The server is starting…</source>
   <translation>Der Server startet…</translation>
  </message>
  <message>
   <source>The server is running.</source>
   <translation>Der Server läuft.</translation>
  </message>
  <message>
   <source>The server is stopping…</source>
   <translation>Der Server stoppt…</translation>
  </message>
  <message>
   <source>The server could not be started: no visits are counted.</source>
   <translation>Der Server konnte nicht gestartet werden: Besuche werden nicht gezählt.</translation>
  </message>
  <message>
   <source>The server is not responding.</source>
   <translation>Der Server antwortet nicht.</translation>
  </message>
  <message>
   <source>Collecting is paused: visits are not counted.</source>
   <translation>Das Zählen ist pausiert: Besuche werden nicht gezählt.</translation>
  </message>
  <message numerus="yes">
   <source>There are %1 other problems, see Health.</source>
   <translation>
    <numerusform>Es gibt %1 weiteres Problem, siehe Zustand.</numerusform>
    <numerusform>Es gibt %1 weitere Probleme, siehe Zustand.</numerusform>
   </translation>
  </message>
  <message>
   <source>The server can hardly keep up: %1 events are waiting to be stored, and it refuses more than %2.</source>
   <translation>Der Server kommt kaum nach: %1 Ereignisse warten auf das Speichern, mehr als %2 weist er ab.</translation>
  </message>
  <message numerus="yes">
   <source>%1 events were refused since the start.</source>
   <translation>
    <numerusform>%1 Ereignis wurde seit dem Start abgewiesen.</numerusform>
    <numerusform>%1 Ereignisse wurden seit dem Start abgewiesen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All is well: %1 events stored today.</source>
   <translation>
    <numerusform>Alles in Ordnung: heute %1 Ereignis gespeichert.</numerusform>
    <numerusform>Alles in Ordnung: heute %1 Ereignisse gespeichert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are waiting to be stored.</source>
   <translation>
    <numerusform>%1 Ereignis wartet auf das Speichern.</numerusform>
    <numerusform>%1 Ereignisse warten auf das Speichern.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ServerPage</name>
  <message>
   <source>Sections of the Server page</source>
   <translation>Abschnitte der Seite „Server“</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>Neu starten</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>This server runs on another computer. Start and stop it there.</source>
   <translation>Dieser Server läuft auf einem anderen Computer. Dort wird er gestartet und gestoppt.</translation>
  </message>
  <message>
   <source>Several tenants share this server. Its state, settings and log are for those who run it.</source>
   <translation>Mehrere Mandanten teilen sich diesen Server. Zustand, Einstellungen und Protokoll sieht nur, wer ihn betreibt.</translation>
  </message>
  <message>
   <source>Version %1</source>
   <translation>Version %1</translation>
  </message>
  <message>
   <source>up for %1</source>
   <translation>läuft seit %1</translation>
  </message>
  <message>
   <source>These figures are out of date. %1</source>
   <translation>Diese Zahlen sind nicht mehr aktuell. %1</translation>
  </message>
  <message>
   <source>Only the administrator, or an API key with the scope admin, can see the state and log of this server.</source>
   <translation>Nur der Administrator oder ein API-Schlüssel mit der Berechtigung admin kann Status und Protokoll dieses Servers sehen.</translation>
  </message>
 </context>
 <context>
  <name>SessionDetails</name>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Sessions of this visitor</source>
   <translation>Sitzungen dieses Besuchers</translation>
  </message>
  <message>
   <source>Shown</source>
   <translation>Angezeigt</translation>
  </message>
  <message numerus="yes">
   <source>%1 pages</source>
   <translation>
    <numerusform>%1 Seite</numerusform>
    <numerusform>%1 Seiten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 Ereignis</numerusform>
    <numerusform>%1 Ereignisse</numerusform>
   </translation>
  </message>
  <message>
   <source>bot</source>
   <translation>Bot</translation>
  </message>
  <message>
   <source>Only the first %1 events are listed.</source>
   <translation>Nur die ersten %1 Ereignisse sind aufgeführt.</translation>
  </message>
  <message>
   <source>This site knows a visitor for one day, so only sessions of that day are listed.</source>
   <translation>Diese Website kennt einen Besucher einen Tag lang, deshalb sind nur Sitzungen dieses Tages aufgeführt.</translation>
  </message>
 </context>
 <context>
  <name>SessionsCard</name>
  <message>
   <source>No one is signed in.</source>
   <translation>Niemand ist angemeldet.</translation>
  </message>
  <message>
   <source>Client</source>
   <translation>Client</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>Zuletzt gesehen</translation>
  </message>
  <message>
   <source>Expires</source>
   <translation>Läuft ab</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>End session</source>
   <translation>Sitzung beenden</translation>
  </message>
  <message>
   <source>End all other sessions…</source>
   <translation>Alle anderen Sitzungen beenden…</translation>
  </message>
  <message>
   <source>Window or program</source>
   <translation>Fenster oder Programm</translation>
  </message>
  <message>
   <source>since %1</source>
   <translation>seit %1</translation>
  </message>
  <message>
   <source>This window</source>
   <translation>Dieses Fenster</translation>
  </message>
  <message>
   <source>People signed in elsewhere have to sign in again. API keys keep working.</source>
   <translation>Wer anderswo angemeldet ist, muss sich neu anmelden. API-Schlüssel bleiben gültig.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>End all other sessions</source>
   <translation>Alle anderen Sitzungen beenden</translation>
  </message>
  <message>
   <source>End all sessions except this one?</source>
   <translation>Alle Sitzungen außer dieser beenden?</translation>
  </message>
 </context>
 <context>
  <name>SessionsPage</name>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>No visits</source>
   <translation>Keine Besuche</translation>
  </message>
  <message>
   <source>Nobody visited the site in this range.</source>
   <translation>In diesem Zeitraum hat niemand die Website besucht.</translation>
  </message>
 </context>
 <context>
  <name>SetUpStep</name>
  <message>
   <source>Set up this server</source>
   <translation>Diesen Server einrichten</translation>
  </message>
  <message>
   <source>This server is new. Choose a password for it.</source>
   <translation>Dieser Server ist neu. Bitte ein Passwort für ihn wählen.</translation>
  </message>
  <message>
   <source>Set up</source>
   <translation>Einrichten</translation>
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation>Bootstrap-Passwort</translation>
  </message>
  <message>
   <source>The server printed it when it started and stores it in the file bootstrap-password in its data folder. If SPARKLYTICS_BOOTSTRAP_PASSWORD is set, use its value.</source>
   <translation>Der Server hat es beim Start ausgegeben und bewahrt es in der Datei bootstrap-password in seinem Datenordner auf. Wenn SPARKLYTICS_BOOTSTRAP_PASSWORD gesetzt ist, gilt dessen Wert.</translation>
  </message>
  <message>
   <source>Enter the bootstrap password.</source>
   <translation>Bitte das Bootstrap-Passwort eingeben.</translation>
  </message>
 </context>
 <context>
  <name>SettingRow</name>
  <message>
   <source>Restore the default of “%1”</source>
   <translation>Vorgabe von „%1“ wiederherstellen</translation>
  </message>
  <message>
   <source>After a restart</source>
   <translation>Nach Neustart</translation>
  </message>
  <message>
   <source>Pinned</source>
   <translation>Festgelegt</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Default: %1</source>
   <translation>Vorgabe: %1</translation>
  </message>
  <message>
   <source>Set on the command line, which the window cannot override.</source>
   <translation>Auf der Befehlszeile festgelegt, hier nicht änderbar.</translation>
  </message>
  <message>
   <source>Set by %1, which the window cannot override.</source>
   <translation>Durch %1 festgelegt, hier nicht änderbar.</translation>
  </message>
 </context>
 <context>
  <name>SettingsPanel</name>
  <message>
   <source>Search settings</source>
   <translation>Einstellungen durchsuchen</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Which settings</source>
   <translation>Welche Einstellungen</translation>
  </message>
  <message>
   <source>No setting matches.</source>
   <translation>Keine Einstellung passt.</translation>
  </message>
  <message>
   <source>This server runs on another computer. Change its settings there.</source>
   <translation>Dieser Server läuft auf einem anderen Computer. Die Einstellungen werden dort geändert.</translation>
  </message>
  <message>
   <source>A change is saved at once and takes effect when the server restarts.</source>
   <translation>Eine Änderung wird sofort gespeichert und gilt nach einem Neustart des Servers.</translation>
  </message>
  <message numerus="yes">
   <source>%1 changes take effect when the server restarts.</source>
   <translation>
    <numerusform>%1 Änderung gilt nach einem Neustart des Servers.</numerusform>
    <numerusform>%1 Änderungen gelten nach einem Neustart des Servers.</numerusform>
   </translation>
  </message>
  <message>
   <source>Restart now</source>
   <translation>Jetzt neu starten</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>Ausblenden</translation>
  </message>
 </context>
 <context>
  <name>SharingPage</name>
  <message>
   <source>Anyone with the link can see the reports of this site without signing in. You choose what it shows, and can replace it or turn it off at any time.</source>
   <translation>Wer den Link hat, kann die Berichte dieser Website ohne Anmeldung sehen. Was er zeigt, bestimmen Sie; er lässt sich jederzeit ersetzen oder ausschalten.</translation>
  </message>
  <message>
   <source>Create a public link</source>
   <translation>Öffentlichen Link erstellen</translation>
  </message>
  <message>
   <source>Only you can see these reports</source>
   <translation>Nur Sie sehen diese Berichte</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Replace the link</source>
   <translation>Link ersetzen</translation>
  </message>
  <message>
   <source>Replace the link with a new one?</source>
   <translation>Den Link durch einen neuen ersetzen?</translation>
  </message>
  <message>
   <source>The old link stops working at once, wherever you have sent or embedded it. This cannot be undone.</source>
   <translation>Der alte Link gilt sofort nicht mehr, wohin auch immer er verschickt oder eingebettet wurde. Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>New link</source>
   <translation>Neuer Link</translation>
  </message>
  <message>
   <source>The link has been replaced. The old one no longer works.</source>
   <translation>Der Link wurde ersetzt. Der alte gilt nicht mehr.</translation>
  </message>
  <message>
   <source>Keep sharing</source>
   <translation>Weiter freigeben</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>Freigabe beenden</translation>
  </message>
  <message>
   <source>Stop sharing these reports?</source>
   <translation>Freigabe dieser Berichte beenden?</translation>
  </message>
  <message>
   <source>The link stops working at once, wherever you have sent or embedded it. Sharing again creates a new link with the same choices.</source>
   <translation>Der Link gilt sofort nicht mehr, wohin auch immer er verschickt oder eingebettet wurde. Eine erneute Freigabe erstellt einen neuen Link mit derselben Auswahl.</translation>
  </message>
  <message>
   <source>The link no longer works.</source>
   <translation>Der Link gilt nicht mehr.</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>In tables: click filters, Ctrl+click excludes, / searches, Ctrl+C copies.</source>
   <translation>In Tabellen: Klick filtert, Strg+Klick schließt aus, / sucht, Strg+C kopiert.</translation>
  </message>
  <message>
   <source>In charts: ↑ and ↓ read single values, Enter zooms in.</source>
   <translation>In Diagrammen: ↑ und ↓ lesen einzelne Werte, die Eingabetaste vergrößert.</translation>
  </message>
  <message>
   <source>Everything else that a page can do is found by its name: press %1 and type.</source>
   <translation>Alles Weitere, was eine Seite kann, ist unter seinem Namen zu finden: %1 drücken und tippen.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>ShownOnceDialog</name>
  <message>
   <source>Close anyway</source>
   <translation>Trotzdem schließen</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>Zurück</translation>
  </message>
 </context>
 <context>
  <name>SignInCard</name>
  <message>
   <source>Require a password</source>
   <translation>Passwort verlangen</translation>
  </message>
  <message>
   <source>Turn off</source>
   <translation>Ausschalten</translation>
  </message>
  <message>
   <source>Sign out</source>
   <translation>Abmelden</translation>
  </message>
  <message>
   <source>Sign-in</source>
   <translation>Anmeldung</translation>
  </message>
  <message>
   <source>Sign-in is off: anyone who can reach this server can read the reports and change the sites. That is fine as long as only this computer can reach it.</source>
   <translation>Die Anmeldung ist ausgeschaltet: Wer diesen Server erreicht, kann die Berichte lesen und die Websites ändern. Das ist in Ordnung, solange nur dieser Computer ihn erreicht.</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>People sign in with the password set in SPARKLYTICS_PASSWORD where the server runs.</source>
   <translation>Angemeldet wird mit dem Passwort, das dort, wo der Server läuft, in SPARKLYTICS_PASSWORD steht.</translation>
  </message>
  <message>
   <source>People sign in with their e-mail address and password, programs with an API key.</source>
   <translation>Personen melden sich mit ihrer E-Mail-Adresse und ihrem Passwort an, Programme mit einem API-Schlüssel.</translation>
  </message>
  <message>
   <source>People sign in with the administrator's password, programs with an API key.</source>
   <translation>Personen melden sich mit dem Administratorpasswort an, Programme mit einem API-Schlüssel.</translation>
  </message>
  <message>
   <source>This window does not need to: it belongs to the server.</source>
   <translation>Dieses Fenster braucht das nicht: Es gehört zum Server.</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
  <message>
   <source>No one can sign in yet: choose the administrator's password. Until then, anyone with the bootstrap password can set it from another device.</source>
   <translation>Noch kann sich niemand anmelden: Bitte das Administratorpasswort wählen. Bis dahin kann jeder mit dem Bootstrap-Passwort es von einem anderen Gerät aus festlegen.</translation>
  </message>
  <message>
   <source>Password needed</source>
   <translation>Passwort nötig</translation>
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation>Bootstrap-Passwort</translation>
  </message>
  <message>
   <source>The one set in SPARKLYTICS_BOOTSTRAP_PASSWORD.</source>
   <translation>Das in SPARKLYTICS_BOOTSTRAP_PASSWORD festgelegte.</translation>
  </message>
  <message>
   <source>Bootstrap password, for setting up from another device</source>
   <translation>Bootstrap-Passwort, zum Einrichten von einem anderen Gerät aus</translation>
  </message>
  <message>
   <source>Set password</source>
   <translation>Passwort festlegen</translation>
  </message>
  <message>
   <source>The bootstrap password is incorrect.</source>
   <translation>Das Bootstrap-Passwort ist falsch.</translation>
  </message>
  <message>
   <source>This is set by the environment or the command line.</source>
   <translation>Dies ist durch eine Umgebungsvariable oder die Befehlszeile festgelegt.</translation>
  </message>
  <message>
   <source>Next you choose the password. Visits are still counted without one.</source>
   <translation>Als Nächstes wird das Passwort gewählt. Besuche werden weiterhin ohne Passwort gezählt.</translation>
  </message>
  <message>
   <source>Require a password from now on?</source>
   <translation>Ab jetzt ein Passwort verlangen?</translation>
  </message>
  <message>
   <source>Anyone who can reach the server can then read the reports and change the sites, even without an API key.</source>
   <translation>Wer den Server erreicht, kann dann die Berichte lesen und die Websites ändern, auch ohne API-Schlüssel.</translation>
  </message>
  <message>
   <source>Allow access without a password?</source>
   <translation>Zugriff ohne Passwort erlauben?</translation>
  </message>
  <message>
   <source>The server restarts and is unavailable for a moment.</source>
   <translation>Der Server startet neu und ist einen Moment nicht erreichbar.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
 <context>
  <name>SignInStep</name>
  <message>
   <source>Sign in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>API key</source>
   <translation>API-Schlüssel</translation>
  </message>
  <message>
   <source>How to sign in</source>
   <translation>Art der Anmeldung</translation>
  </message>
  <message>
   <source>E-mail address</source>
   <translation>E-Mail-Adresse</translation>
  </message>
  <message>
   <source>Accept an invitation…</source>
   <translation>Einladung annehmen …</translation>
  </message>
  <message>
   <source>Live numbers and the Server page need a key with the admin scope.</source>
   <translation>Live-Zahlen und die Seite „Server“ brauchen einen Schlüssel mit der Berechtigung admin.</translation>
  </message>
  <message>
   <source>Enter the API key.</source>
   <translation>Bitte den API-Schlüssel eingeben.</translation>
  </message>
  <message>
   <source>Enter your e-mail address.</source>
   <translation>Bitte die E-Mail-Adresse eingeben.</translation>
  </message>
  <message>
   <source>Enter the password.</source>
   <translation>Bitte das Passwort eingeben.</translation>
  </message>
 </context>
 <context>
  <name>SiteActions</name>
  <message>
   <source>New segment</source>
   <translation>Neues Segment</translation>
  </message>
  <message>
   <source>The segment %1 has been saved</source>
   <translation>Das Segment %1 wurde gespeichert</translation>
  </message>
  <message>
   <source>%1 has been deleted</source>
   <translation>%1 wurde gelöscht</translation>
  </message>
 </context>
 <context>
  <name>SiteDialog</name>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Add site</source>
   <translation>Website hinzufügen</translation>
  </message>
  <message>
   <source>Edit site</source>
   <translation>Website bearbeiten</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Snippet</source>
   <translation>Snippet</translation>
  </message>
  <message>
   <source>Delete site…</source>
   <translation>Website löschen…</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Add this line to your pages, and visits appear here as they happen.</source>
   <translation>Fügen Sie diese Zeile in Ihre Seiten ein, dann erscheinen Besuche hier, sobald sie stattfinden.</translation>
  </message>
  <message>
   <source>%1 is ready</source>
   <translation>%1 ist bereit</translation>
  </message>
  <message>
   <source>Remove the sample site on %1?</source>
   <translation>Beispielwebsite auf %1 entfernen?</translation>
  </message>
  <message>
   <source>Remove the sample site?</source>
   <translation>Beispielwebsite entfernen?</translation>
  </message>
  <message>
   <source>Its sample visits are deleted as well. Your own sites are not affected.</source>
   <translation>Auch die Beispielbesuche werden gelöscht. Ihre eigenen Websites sind nicht betroffen.</translation>
  </message>
  <message>
   <source>Delete “%1” on %2?</source>
   <translation>„%1“ auf %2 löschen?</translation>
  </message>
  <message>
   <source>Delete “%1”?</source>
   <translation>„%1“ löschen?</translation>
  </message>
  <message>
   <source>This deletes every pageview, event and session recorded for %1, and the snippet on its pages stops counting. It cannot be undone.</source>
   <translation>Das löscht alle für %1 aufgezeichneten Seitenaufrufe, Ereignisse und Sitzungen, und das Snippet auf den Seiten zählt nicht mehr. Es lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Remove the sample site</source>
   <translation>Beispielwebsite entfernen</translation>
  </message>
  <message>
   <source>Delete %1</source>
   <translation>%1 löschen</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Delete site</source>
   <translation>Website löschen</translation>
  </message>
 </context>
 <context>
  <name>SiteForm</name>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Corner Shop</source>
   <translation>Eckladen</translation>
  </message>
  <message>
   <source>Domain</source>
   <translation>Domain</translation>
  </message>
  <message>
   <source>shop.example.com</source>
   <translation>shop.example.com</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>Without https:// or a path</source>
   <translation>Ohne https:// und ohne Pfad</translation>
  </message>
  <message>
   <source>Determines when a day starts and ends</source>
   <translation>Bestimmt, wann ein Tag beginnt und endet</translation>
  </message>
 </context>
 <context>
  <name>SitePage</name>
  <message>
   <source>Snippet</source>
   <translation>Snippet</translation>
  </message>
  <message>
   <source>Deleting the site deletes every pageview, event and session recorded for it. Export them first if you may need them.</source>
   <translation>Mit der Website werden alle für sie aufgezeichneten Seitenaufrufe, Ereignisse und Sitzungen gelöscht. Exportieren Sie sie vorher, falls Sie sie noch brauchen könnten.</translation>
  </message>
  <message>
   <source>Delete site…</source>
   <translation>Website löschen…</translation>
  </message>
  <message>
   <source>Danger zone</source>
   <translation>Gefahrenbereich</translation>
  </message>
 </context>
 <context>
  <name>SitePicker</name>
  <message>
   <source>No site yet</source>
   <translation>Noch keine Website</translation>
  </message>
  <message>
   <source>Add your first site</source>
   <translation>Erste Website hinzufügen</translation>
  </message>
  <message>
   <source>Site: %1</source>
   <translation>Website: %1</translation>
  </message>
  <message>
   <source>Choose a site</source>
   <translation>Website wählen</translation>
  </message>
  <message>
   <source>%1 · sample data</source>
   <translation>%1 · Beispieldaten</translation>
  </message>
 </context>
 <context>
  <name>SnippetTest</name>
  <message>
   <source>Page to test</source>
   <translation>Zu prüfende Seite</translation>
  </message>
  <message>
   <source>Test it for me</source>
   <translation>Für mich prüfen</translation>
  </message>
  <message>
   <source>Is the line in your page?</source>
   <translation>Steht die Zeile in der Seite?</translation>
  </message>
  <message>
   <source>This computer reads the page once, as a visitor would, and looks for the line.</source>
   <translation>Dieser Computer liest die Seite einmal wie ein Besucher und sucht die Zeile.</translation>
  </message>
  <message>
   <source>Check everything…</source>
   <translation>Alles prüfen…</translation>
  </message>
  <message>
   <source>Reading %1…</source>
   <translation>%1 wird gelesen…</translation>
  </message>
  <message>
   <source>The line is in %1. Its visits are counted.</source>
   <translation>Die Zeile steht in %1. Die Besuche werden gezählt.</translation>
  </message>
  <message>
   <source>The line is not in %1. Paste it there before &lt;/head&gt;. If a tag manager adds it, this test cannot see it.</source>
   <translation>Die Zeile fehlt in %1. Dort vor &lt;/head&gt; einfügen. Fügt ein Tag-Manager sie ein, sieht diese Prüfung sie nicht.</translation>
  </message>
  <message>
   <source>The line in %1 is that of another site, %2. Put the one above in its place.</source>
   <translation>Die Zeile in %1 gehört zu einer anderen Website, %2. Durch die obige ersetzen.</translation>
  </message>
  <message>
   <source>The line in %1 loads the script from %2, not from this server.</source>
   <translation>Die Zeile in %1 lädt das Skript von %2, nicht von diesem Server.</translation>
  </message>
  <message>
   <source>The line is in %1, but the page's Content-Security-Policy blocks it. Add this server to %2 there.</source>
   <translation>Die Zeile steht in %1, aber die Content-Security-Policy der Seite blockiert sie. Diesen Server dort in %2 aufnehmen.</translation>
  </message>
  <message>
   <source>%1 answers with the status %2 instead of a page.</source>
   <translation>%1 antwortet mit dem Status %2 statt mit einer Seite.</translation>
  </message>
  <message>
   <source>%1 is not a page, but %2.</source>
   <translation>%1 ist keine Seite, sondern %2.</translation>
  </message>
  <message>
   <source>The page %1 is too large to be read.</source>
   <translation>Die Seite %1 ist zu groß zum Lesen.</translation>
  </message>
  <message>
   <source>%1 leads to another host, which was not asked: %2. Test that address if it is yours.</source>
   <translation>%1 leitet zu einem anderen Host weiter, der nicht gefragt wurde: %2. Falls es der eigene ist, diese Adresse prüfen.</translation>
  </message>
  <message>
   <source>%1 cannot be read: %2</source>
   <translation>%1 kann nicht gelesen werden: %2</translation>
  </message>
  <message>
   <source>this is not the address of a page.</source>
   <translation>Das ist keine Adresse einer Seite.</translation>
  </message>
  <message>
   <source>there is no such host.</source>
   <translation>Diesen Host gibt es nicht.</translation>
  </message>
  <message>
   <source>nothing answers there.</source>
   <translation>Dort antwortet nichts.</translation>
  </message>
  <message>
   <source>its certificate is not valid.</source>
   <translation>Das Zertifikat ist nicht gültig.</translation>
  </message>
  <message>
   <source>it does not answer in time.</source>
   <translation>Die Antwort kommt nicht rechtzeitig.</translation>
  </message>
  <message>
   <source>its answer cannot be understood.</source>
   <translation>Die Antwort ist unverständlich.</translation>
  </message>
  <message>
   <source>it redirects without end.</source>
   <translation>Die Weiterleitungen enden nicht.</translation>
  </message>
 </context>
 <context>
  <name>SnippetView</name>
  <message>
   <source>Snippet</source>
   <translation>Snippet</translation>
  </message>
  <message>
   <source>Text to paste</source>
   <translation>Text zum Einfügen</translation>
  </message>
  <message>
   <source>This address works on this computer only. To count other visitors, use the first-party path or set the public address of the server under Server, Settings.</source>
   <translation>Diese Adresse gilt nur auf diesem Computer. Um andere Besucher zu zählen, bitte „Eigene Domain“ benutzen oder die öffentliche Adresse des Servers unter Server, Einstellungen festlegen.</translation>
  </message>
 </context>
 <context>
  <name>SqlPage</name>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>SQL has at most %1 characters.</source>
   <translation>SQL hat höchstens %1 Zeichen.</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Abgebrochen</translation>
  </message>
  <message>
   <source>SQL</source>
   <translation>SQL</translation>
  </message>
  <message>
   <source>Views and their columns</source>
   <translation>Sichten und ihre Spalten</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Ausführen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>At most %1 rows</source>
   <translation>Höchstens %1 Zeilen</translation>
  </message>
  <message>
   <source>Most rows</source>
   <translation>Höchstzahl der Zeilen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>the first %1 rows</source>
   <translation>die ersten %1 Zeilen</translation>
  </message>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>%1 Zeile</numerusform>
    <numerusform>%1 Zeilen</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 in %2 s</source>
   <translation>%1 in %2 s</translation>
  </message>
  <message>
   <source>Running…</source>
   <translation>Läuft…</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>Open the log folder</source>
   <translation>Protokollordner öffnen</translation>
  </message>
  <message>
   <source>Server settings</source>
   <translation>Servereinstellungen</translation>
  </message>
  <message>
   <source>Begin with an empty database</source>
   <translation>Mit leerer Datenbank beginnen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Wird gestartet</translation>
  </message>
  <message>
   <source>Connecting to %1…</source>
   <translation>Verbindung mit %1…</translation>
  </message>
  <message>
   <source>Starting…</source>
   <translation>Startet…</translation>
  </message>
  <message>
   <source>Use port %1</source>
   <translation>Port %1 benutzen</translation>
  </message>
  <message>
   <source>Free the port and try again, or let Sparklytics use another one.</source>
   <translation>Bitte den Port freigeben und es erneut versuchen oder Sparklytics einen anderen benutzen lassen.</translation>
  </message>
  <message>
   <source>Restore the default of “%1”</source>
   <translation>„%1“ auf Standard setzen</translation>
  </message>
  <message>
   <source>Listen on this computer only</source>
   <translation>Nur diesen Computer zulassen</translation>
  </message>
  <message>
   <source>Connect to it</source>
   <translation>Damit verbinden</translation>
  </message>
  <message>
   <source>Connect…</source>
   <translation>Verbinden…</translation>
  </message>
  <message>
   <source>The port cannot be used</source>
   <translation>Der Port ist nicht verfügbar</translation>
  </message>
  <message>
   <source>The address cannot be used</source>
   <translation>Die Adresse ist nicht verfügbar</translation>
  </message>
  <message>
   <source>Sparklytics is already running here</source>
   <translation>Sparklytics läuft hier bereits</translation>
  </message>
  <message>
   <source>A setting is not valid</source>
   <translation>Eine Einstellung ist ungültig</translation>
  </message>
  <message>
   <source>The data cannot be opened</source>
   <translation>Die Daten lassen sich nicht öffnen</translation>
  </message>
  <message>
   <source>The server is not responding</source>
   <translation>Der Server antwortet nicht</translation>
  </message>
  <message>
   <source>Not a server address</source>
   <translation>Keine Serveradresse</translation>
  </message>
  <message>
   <source>Sign-in required</source>
   <translation>Anmeldung nötig</translation>
  </message>
  <message>
   <source>Access denied</source>
   <translation>Zugriff verweigert</translation>
  </message>
  <message>
   <source>The server did not start</source>
   <translation>Der Server ist nicht gestartet</translation>
  </message>
  <message>
   <source>Or begin with an empty database: the events in the journal are then set aside until the database with their websites is back.</source>
   <translation>Oder mit einer leeren Datenbank beginnen: Die Ereignisse im Journal werden dann zurückgestellt, bis die Datenbank mit ihren Websites wieder da ist.</translation>
  </message>
  <message>
   <source>Check that the folder's disk is connected and not full, and that your account may write to it.</source>
   <translation>Bitte prüfen, ob der Datenträger des Ordners angeschlossen und nicht voll ist und ob Ihr Konto darauf schreiben darf.</translation>
  </message>
  <message>
   <source>Free the port and try again.</source>
   <translation>Bitte den Port freigeben und es erneut versuchen.</translation>
  </message>
  <message>
   <source>Let only this computer connect for now, or choose another address in the settings.</source>
   <translation>Bitte vorerst nur diesen Computer zulassen oder in den Einstellungen eine andere Adresse wählen.</translation>
  </message>
  <message>
   <source>You can set it again on the Server page once the server runs.</source>
   <translation>Sobald der Server läuft, lässt sie sich auf der Seite „Server“ wieder setzen.</translation>
  </message>
  <message>
   <source>Correct it where it is set, then try again.</source>
   <translation>Bitte dort berichtigen, wo sie festgelegt ist, und es dann erneut versuchen.</translation>
  </message>
  <message>
   <source>Check that it is running and that the address is correct.</source>
   <translation>Bitte prüfen, ob er läuft und ob die Adresse stimmt.</translation>
  </message>
  <message>
   <source>Connect with the password or an API key.</source>
   <translation>Bitte mit dem Passwort oder einem API-Schlüssel verbinden.</translation>
  </message>
  <message>
   <source>Connect with an API key of that server.</source>
   <translation>Bitte mit einem API-Schlüssel jenes Servers verbinden.</translation>
  </message>
 </context>
 <context>
  <name>StartSecondFactorDialog</name>
  <message>
   <source>Second factor</source>
   <translation>Zweiter Faktor</translation>
  </message>
  <message>
   <source>Turn on the second factor</source>
   <translation>Zweiten Faktor einschalten</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Close without the recovery codes?</source>
   <translation>Ohne die Wiederherstellungscodes schließen?</translation>
  </message>
  <message>
   <source>You have neither copied nor saved them, and they cannot be shown again. Without them and without your phone you cannot sign in.</source>
   <translation>Sie wurden weder kopiert noch gespeichert und können nicht noch einmal gezeigt werden. Ohne sie und ohne Ihr Smartphone ist keine Anmeldung möglich.</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>You need an authenticator: an app on your phone, or the one in your password manager.</source>
   <translation>Nötig ist ein Authenticator: eine App auf Ihrem Smartphone oder der in Ihrem Passwortmanager.</translation>
  </message>
  <message>
   <source>Code from the authenticator</source>
   <translation>Code aus dem Authenticator</translation>
  </message>
  <message>
   <source>Scan this code with your authenticator.</source>
   <translation>Bitte diesen Code mit dem Authenticator scannen.</translation>
  </message>
  <message>
   <source>Or enter this secret:</source>
   <translation>Oder dieses Geheimnis eingeben:</translation>
  </message>
  <message>
   <source>Store these recovery codes where you can find them without your phone. Each one works once in place of a code. They will not be shown again.</source>
   <translation>Bewahren Sie diese Wiederherstellungscodes dort auf, wo sie auch ohne Ihr Smartphone zu finden sind. Jeder gilt einmal anstelle eines Codes. Sie werden nicht noch einmal gezeigt.</translation>
  </message>
  <message>
   <source>Recovery codes</source>
   <translation>Wiederherstellungscodes</translation>
  </message>
  <message>
   <source>Copy codes</source>
   <translation>Codes kopieren</translation>
  </message>
  <message>
   <source>Save as a file…</source>
   <translation>Als Datei speichern…</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Turn on</source>
   <translation>Einschalten</translation>
  </message>
  <message>
   <source>I have saved them</source>
   <translation>Sind gesichert</translation>
  </message>
  <message>
   <source>QR code of the secret</source>
   <translation>QR-Code des Geheimnisses</translation>
  </message>
  <message>
   <source>The second factor is on</source>
   <translation>Der zweite Faktor ist eingeschaltet</translation>
  </message>
  <message>
   <source>Save recovery codes</source>
   <translation>Wiederherstellungscodes speichern</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Gespeichert</translation>
  </message>
 </context>
 <context>
  <name>StatCard</name>
  <message>
   <source>before: %1</source>
   <translation>vorher: %1</translation>
  </message>
  <message>
   <source>Previous period: %1</source>
   <translation>Vorheriger Zeitraum: %1</translation>
  </message>
  <message>
   <source>Show in the chart</source>
   <translation>Im Diagramm zeigen</translation>
  </message>
 </context>
 <context>
  <name>StateStack</name>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>Loading…</source>
   <translation>Wird geladen…</translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message>
   <source>Copy the address of the server</source>
   <translation>Adresse des Servers kopieren</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>Warteschlange</translation>
  </message>
  <message>
   <source>Connected, without live numbers</source>
   <translation>Verbunden, ohne Live-Zahlen</translation>
  </message>
  <message>
   <source>Copy address %1</source>
   <translation>Adresse %1 kopieren</translation>
  </message>
  <message>
   <source>%1 waiting</source>
   <translation>%1 wartend</translation>
  </message>
  <message>
   <source>%1 events/s</source>
   <translation>%1 Ereignisse/s</translation>
  </message>
  <message>
   <source>%1 stored today</source>
   <translation>%1 heute gespeichert</translation>
  </message>
  <message numerus="yes">
   <source>%1 problems</source>
   <translation>
    <numerusform>%1 Problem</numerusform>
    <numerusform>%1 Probleme</numerusform>
   </translation>
  </message>
  <message>
   <source>Not connected, trying again</source>
   <translation>Nicht verbunden, neuer Versuch</translation>
  </message>
 </context>
 <context>
  <name>StatusPanel</name>
  <message>
   <source>Queue</source>
   <translation>Warteschlange</translation>
  </message>
  <message>
   <source>Events waiting</source>
   <translation>Wartende Ereignisse</translation>
  </message>
  <message>
   <source>Accepted events per second</source>
   <translation>Angenommene Ereignisse pro Sekunde</translation>
  </message>
  <message>
   <source>Stored events per second</source>
   <translation>Gespeicherte Ereignisse pro Sekunde</translation>
  </message>
  <message>
   <source>Duration of the last flush in milliseconds</source>
   <translation>Dauer des letzten Schreibvorgangs in Millisekunden</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>Angenommen</translation>
  </message>
  <message>
   <source>Stored</source>
   <translation>Gespeichert</translation>
  </message>
  <message>
   <source>Last flush</source>
   <translation>Zuletzt geschrieben</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>took %1 ms</source>
   <translation>dauerte %1 ms</translation>
  </message>
  <message>
   <source>%1/s</source>
   <translation>%1/s</translation>
  </message>
  <message>
   <source>%1 since the start</source>
   <translation>%1 seit dem Start</translation>
  </message>
  <message>
   <source>Taking them in…</source>
   <translation>Werden eingelesen…</translation>
  </message>
  <message numerus="yes">
   <source>%1 events were taken in.</source>
   <translation>
    <numerusform>%1 Ereignis wurde eingelesen.</numerusform>
    <numerusform>%1 Ereignisse wurden eingelesen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 stay set aside.</source>
   <translation>
    <numerusform>%1 bleibt zurückgestellt.</numerusform>
    <numerusform>%1 bleiben zurückgestellt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Stored today</source>
   <translation>Heute gespeichert</translation>
  </message>
  <message>
   <source>Events of this UTC day</source>
   <translation>Ereignisse dieses UTC-Tages</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Abgewiesen</translation>
  </message>
  <message>
   <source>Events refused at a limit, or because they could not be written</source>
   <translation>Ereignisse, die an einer Grenze abgewiesen wurden oder nicht geschrieben werden konnten</translation>
  </message>
  <message>
   <source>Quarantined</source>
   <translation>Zurückgestellt</translation>
  </message>
  <message>
   <source>Events set aside because they could not be stored</source>
   <translation>Ereignisse, die zurückgestellt wurden, weil sie nicht gespeichert werden konnten</translation>
  </message>
  <message>
   <source>Oldest waiting</source>
   <translation>Wartet seit</translation>
  </message>
  <message>
   <source>Age of the event that has waited longest</source>
   <translation>Alter des Ereignisses, das am längsten wartet</translation>
  </message>
  <message>
   <source>Journal</source>
   <translation>Journal</translation>
  </message>
  <message>
   <source>Events on disk that are not yet in the database</source>
   <translation>Ereignisse auf dem Datenträger, die noch nicht in der Datenbank sind</translation>
  </message>
  <message>
   <source>Database</source>
   <translation>Datenbank</translation>
  </message>
  <message>
   <source>Size of the database file</source>
   <translation>Größe der Datenbankdatei</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>Memory of the program</source>
   <translation>Arbeitsspeicher des Programms</translation>
  </message>
  <message>
   <source>The clock is right</source>
   <translation>Die Uhr geht richtig</translation>
  </message>
  <message>
   <source>Stores those whose website is known by now, and tries again what the database refused.</source>
   <translation>Speichert die, deren Website inzwischen bekannt ist, und versucht erneut, was die Datenbank abgewiesen hat.</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Zustand</translation>
  </message>
  <message numerus="yes">
   <source>Take in %1 events again</source>
   <translation>
    <numerusform>%1 Ereignis erneut einlesen</numerusform>
    <numerusform>%1 Ereignisse erneut einlesen</numerusform>
   </translation>
  </message>
  <message>
   <source>Unknown while the server is not running.</source>
   <translation>Unbekannt, solange der Server nicht läuft.</translation>
  </message>
 </context>
 <context>
  <name>StepBars</name>
  <message numerus="yes">
   <source>Step %1, %2: %3 sessions, %4 of all</source>
   <translation>
    <numerusform>Schritt %1, %2: %3 Sitzung, %4 von allen</numerusform>
    <numerusform>Schritt %1, %2: %3 Sitzungen, %4 von allen</numerusform>
   </translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Of all</source>
   <translation>Von allen</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Verloren</translation>
  </message>
  <message>
   <source>Median time</source>
   <translation>Medianzeit</translation>
  </message>
  <message>
   <source>%1 lost (%2)</source>
   <translation>%1 verloren (%2)</translation>
  </message>
  <message>
   <source>half took up to %1</source>
   <translation>die Hälfte brauchte bis %1</translation>
  </message>
 </context>
 <context>
  <name>StepsEditor</name>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Alt+Up and Alt+Down move a step, Delete removes it, F2 names it.</source>
   <translation>Alt+↑ und Alt+↓ verschieben einen Schritt, Entf entfernt ihn, F2 benennt ihn.</translation>
  </message>
  <message>
   <source>Pages and events</source>
   <translation>Seiten und Ereignisse</translation>
  </message>
  <message>
   <source>Move up (Alt+Up)</source>
   <translation>Nach oben (Alt+↑)</translation>
  </message>
  <message>
   <source>Move down (Alt+Down)</source>
   <translation>Nach unten (Alt+↓)</translation>
  </message>
  <message>
   <source>Remove (Delete)</source>
   <translation>Entfernen (Entf)</translation>
  </message>
  <message>
   <source>%1 steps, no more fit</source>
   <translation>%1 Schritte, mehr passen nicht</translation>
  </message>
  <message numerus="yes">
   <source>%1 steps</source>
   <translation>
    <numerusform>%1 Schritt</numerusform>
    <numerusform>%1 Schritte</numerusform>
   </translation>
  </message>
  <message>
   <source>No steps yet</source>
   <translation>Noch keine Schritte</translation>
  </message>
 </context>
 <context>
  <name>StopSecondFactorDialog</name>
  <message>
   <source>Second factor</source>
   <translation>Zweiter Faktor</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Authenticator code</source>
   <translation>Authenticator-Code</translation>
  </message>
  <message>
   <source>Turn off</source>
   <translation>Ausschalten</translation>
  </message>
  <message>
   <source>Keep it on</source>
   <translation>Eingeschaltet lassen</translation>
  </message>
  <message>
   <source>Or use a recovery code.</source>
   <translation>Oder einen Wiederherstellungscode eingeben.</translation>
  </message>
  <message>
   <source>Your password alone will then be enough, and your recovery codes will stop working.</source>
   <translation>Dann genügt das Passwort allein, und die Wiederherstellungscodes gelten nicht mehr.</translation>
  </message>
  <message>
   <source>Turn off the second factor?</source>
   <translation>Zweiten Faktor ausschalten?</translation>
  </message>
 </context>
 <context>
  <name>StoryLine</name>
  <message>
   <source>Dismiss</source>
   <translation>Ausblenden</translation>
  </message>
 </context>
 <context>
  <name>SubscriptionForm</name>
  <message>
   <source>Whole site, the period that is over</source>
   <translation>Ganze Website, der abgelaufene Zeitraum</translation>
  </message>
  <message>
   <source>A report that no longer exists</source>
   <translation>Ein Bericht, den es nicht mehr gibt</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Every day</source>
   <translation>Jeden Tag</translation>
  </message>
  <message>
   <source>Every week</source>
   <translation>Jede Woche</translation>
  </message>
  <message>
   <source>Every month</source>
   <translation>Jeden Monat</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>At</source>
   <translation>Um</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>The report is sent</source>
   <translation>Der Bericht wird gesendet</translation>
  </message>
  <message>
   <source>Weeks are sent on Monday, months on the first day.</source>
   <translation>Wochen werden am Montag gesendet, Monate am ersten Tag.</translation>
  </message>
 </context>
 <context>
  <name>SwitchEditor</name>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
 </context>
 <context>
  <name>TablePanel</name>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Save all rows</source>
   <translation>Alle Zeilen speichern</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>No row contains “%1”.</source>
   <translation>Keine Zeile enthält „%1“.</translation>
  </message>
  <message>
   <source>No matches</source>
   <translation>Keine Treffer</translation>
  </message>
  <message>
   <source>Clear search</source>
   <translation>Suche leeren</translation>
  </message>
  <message>
   <source>No data yet</source>
   <translation>Noch keine Daten</translation>
  </message>
  <message>
   <source>There is nothing to show here.</source>
   <translation>Hier gibt es nichts zu zeigen.</translation>
  </message>
  <message numerus="yes">
   <source>%1 rows loaded, scroll for more</source>
   <translation>
    <numerusform>%1 Zeile geladen, für mehr scrollen</numerusform>
    <numerusform>%1 Zeilen geladen, für mehr scrollen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>%1 Zeile</numerusform>
    <numerusform>%1 Zeilen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows, %2 loaded</source>
   <translation>
    <numerusform>%1 Zeile, %2 geladen</numerusform>
    <numerusform>%1 Zeilen, %2 geladen</numerusform>
   </translation>
  </message>
  <message>
   <source>Copy value</source>
   <translation>Wert kopieren</translation>
  </message>
  <message>
   <source>Copy row</source>
   <translation>Zeile kopieren</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>Sortieren nach</translation>
  </message>
  <message>
   <source>Search all rows</source>
   <translation>Alle Zeilen durchsuchen</translation>
  </message>
  <message>
   <source>Copy the rows shown</source>
   <translation>Gezeigte Zeilen kopieren</translation>
  </message>
  <message>
   <source>Show only this</source>
   <translation>Nur dies zeigen</translation>
  </message>
  <message>
   <source>Exclude this</source>
   <translation>Ausschließen</translation>
  </message>
  <message>
   <source>Show only %1</source>
   <translation>Nur %1 zeigen</translation>
  </message>
  <message>
   <source>Exclude %1</source>
   <translation>%1 ausschließen</translation>
  </message>
 </context>
 <context>
  <name>TargetFields</name>
  <message>
   <source>E-mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>Desktop</source>
   <translation>Desktop</translation>
  </message>
  <message>
   <source>Send by</source>
   <translation>Senden per</translation>
  </message>
  <message>
   <source>To</source>
   <translation>An</translation>
  </message>
  <message>
   <source>As the address expects</source>
   <translation>Wie es die Adresse erwartet</translation>
  </message>
  <message>
   <source>JSON, for programs</source>
   <translation>JSON, für Programme</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>Form</translation>
  </message>
  <message>
   <source>Sign each request</source>
   <translation>Jede Anfrage signieren</translation>
  </message>
  <message>
   <source>Key of the signature</source>
   <translation>Schlüssel der Signatur</translation>
  </message>
  <message>
   <source>Set, but never shown</source>
   <translation>Gesetzt, wird aber nie gezeigt</translation>
  </message>
  <message>
   <source>The receiver checks with it that a request comes from this server.</source>
   <translation>Der Empfänger prüft damit, dass eine Anfrage von diesem Server kommt.</translation>
  </message>
  <message>
   <source>Enter an e-mail address.</source>
   <translation>Bitte eine E-Mail-Adresse eingeben.</translation>
  </message>
  <message>
   <source>Enter the address of the webhook.</source>
   <translation>Geben Sie die Adresse des Webhooks ein.</translation>
  </message>
  <message>
   <source>Enter a key, or switch the signature off.</source>
   <translation>Geben Sie einen Schlüssel ein, oder schalten Sie die Signatur aus.</translation>
  </message>
  <message>
   <source>A notification of this window, and of all others that are open on the server.</source>
   <translation>Eine Mitteilung dieses Fensters und aller anderen, die auf dem Server offen sind.</translation>
  </message>
  <message>
   <source>An http or https address on the internet, such as one of Slack, Discord or ntfy.</source>
   <translation>Eine http- oder https-Adresse im Internet, etwa von Slack, Discord oder ntfy.</translation>
  </message>
  <message>
   <source>Mail needs a mail server: Server › Settings.</source>
   <translation>Mail braucht einen Mailserver: Server › Einstellungen.</translation>
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <source>Dismiss</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
 </context>
 <context>
  <name>TrackersCard</name>
  <message>
   <source>Umami</source>
   <translation>Umami</translation>
  </message>
  <message>
   <source>Website ID, the data-website-id of its snippet</source>
   <translation>Website-ID, das data-website-id seines Codeschnipsels</translation>
  </message>
  <message>
   <source>Plausible</source>
   <translation>Plausible</translation>
  </message>
  <message>
   <source>Domain, the data-domain of its snippet</source>
   <translation>Domain, das data-domain seines Codeschnipsels</translation>
  </message>
  <message>
   <source>GoatCounter</source>
   <translation>GoatCounter</translation>
  </message>
  <message>
   <source>Host of the pages, such as www.example.com</source>
   <translation>Host der Seiten, etwa www.example.com</translation>
  </message>
  <message>
   <source>Pages that still have the snippet of another program are counted as soon as its requests arrive at this server: point its address here. Leave a field empty to take nothing of that program.</source>
   <translation>Seiten mit dem Codeschnipsel eines anderen Programms werden gezählt, sobald dessen Anfragen bei diesem Server ankommen: Leiten Sie seine Adresse hierher. Lassen Sie ein Feld leer, um von diesem Programm nichts anzunehmen.</translation>
  </message>
  <message>
   <source>Trackers of other programs</source>
   <translation>Tracker anderer Programme</translation>
  </message>
 </context>
 <context>
  <name>TrafficChart</name>
  <message>
   <source>Add an annotation on %1…</source>
   <translation>Anmerkung zum %1 hinzufügen…</translation>
  </message>
  <message>
   <source>No data.</source>
   <translation>Keine Daten.</translation>
  </message>
  <message>
   <source>%1 to %2. %3: at most %4, %5. Up and Down read single values.</source>
   <translation>%1 bis %2. %3: höchstens %4, %5. Die Pfeiltasten nach oben und unten lesen einzelne Werte vor.</translation>
  </message>
  <message>
   <source>%1 to %2. %3: %4 in total. %5: at most %6, %7. Up and Down read single values.</source>
   <translation>%1 bis %2. %3: insgesamt %4. %5: höchstens %6, %7. Die Pfeiltasten nach oben und unten lesen einzelne Werte vor.</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Open Sparklytics</source>
   <translation>Sparklytics öffnen</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors now, %2 today</source>
   <translation>
    <numerusform>%1 Besucher jetzt, %2 heute</numerusform>
    <numerusform>%1 Besucher jetzt, %2 heute</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WindowSet</name>
  <message>
   <source>No more than %1 windows can be open.</source>
   <translation>Mehr als %1 Fenster können nicht offen sein.</translation>
  </message>
 </context>
 <context>
  <name>WorldMap</name>
  <message>
   <source>or more visitors</source>
   <translation>oder mehr Besucher</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message numerus="yes">
   <source>%1 countries. Most visitors: %2. The arrows up and down read single countries.</source>
   <translation>
    <numerusform>%1 Land. Meiste Besucher: %2. Die Pfeiltasten nach oben und unten lesen einzelne Länder vor.</numerusform>
    <numerusform>%1 Länder. Meiste Besucher: %2. Die Pfeiltasten nach oben und unten lesen einzelne Länder vor.</numerusform>
   </translation>
  </message>
  <message>
   <source>No data.</source>
   <translation>Keine Daten.</translation>
  </message>
 </context>
 <context>
  <name>_ChipBar</name>
  <message>
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Bots included</source>
   <translation>Mit Bots</translation>
  </message>
  <message>
   <source>Click to exclude bots again.</source>
   <translation>Ein Klick schließt Bots wieder aus.</translation>
  </message>
  <message>
   <source>Clear all</source>
   <translation>Alle entfernen</translation>
  </message>
 </context>
 <context>
  <name>_ComparePopup</name>
  <message>
   <source>No comparison</source>
   <translation>Kein Vergleich</translation>
  </message>
  <message>
   <source>Previous period</source>
   <translation>Vorheriger Zeitraum</translation>
  </message>
  <message>
   <source>Previous year</source>
   <translation>Vorjahr</translation>
  </message>
  <message>
   <source>Other days</source>
   <translation>Andere Tage</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Choose the first and the last day of the comparison.</source>
   <translation>Bitte den ersten und den letzten Tag des Vergleichs wählen.</translation>
  </message>
  <message>
   <source>The last day is before the first.</source>
   <translation>Der letzte Tag liegt vor dem ersten.</translation>
  </message>
  <message>
   <source>A comparison can be at most twice as long as its range.</source>
   <translation>Ein Vergleich kann höchstens doppelt so lang sein wie sein Zeitraum.</translation>
  </message>
 </context>
 <context>
  <name>_Handle</name>
  <message>
   <source>Width of the details</source>
   <translation>Breite der Einzelheiten</translation>
  </message>
 </context>
 <context>
  <name>_Heading</name>
  <message>
   <source>%1, group of pages</source>
   <translation>%1, Gruppe von Seiten</translation>
  </message>
 </context>
 <context>
  <name>_LiveCheck</name>
  <message>
   <source>Waiting for the first visit…</source>
   <translation>Warten auf den ersten Besuch…</translation>
  </message>
  <message>
   <source>Nothing yet? Pause your ad blocker and reload the page without the browser cache.</source>
   <translation>Noch nichts? Bitte den Werbeblocker anhalten und die Seite ohne Browser-Cache neu laden.</translation>
  </message>
  <message>
   <source>It works: your first visit is here</source>
   <translation>Es funktioniert: Ihr erster Besuch ist da</translation>
  </message>
  <message>
   <source>Direct</source>
   <translation>Direkt</translation>
  </message>
 </context>
 <context>
  <name>_Options</name>
  <message>
   <source>View options</source>
   <translation>Ansichtsoptionen</translation>
  </message>
  <message>
   <source>Chart steps</source>
   <translation>Schritte im Diagramm</translation>
  </message>
  <message>
   <source>Include bots</source>
   <translation>Bots einbeziehen</translation>
  </message>
 </context>
 <context>
  <name>_RangePopup</name>
  <message>
   <source>Key %1</source>
   <translation>Taste %1</translation>
  </message>
  <message>
   <source>Choose the first day</source>
   <translation>Ersten Tag wählen</translation>
  </message>
  <message>
   <source>From %1. Choose the last day</source>
   <translation>Ab %1. Letzten Tag wählen</translation>
  </message>
 </context>
 <context>
  <name>_SiteList</name>
  <message>
   <source>Search sites</source>
   <translation>Websites suchen</translation>
  </message>
  <message>
   <source>Sites</source>
   <translation>Websites</translation>
  </message>
  <message>
   <source>No matching site</source>
   <translation>Keine passende Website</translation>
  </message>
  <message>
   <source>Add site…</source>
   <translation>Website hinzufügen…</translation>
  </message>
 </context>
 <context>
  <name>_StepMarks</name>
  <message>
   <source>Step %1 of %2: %3</source>
   <translation>Schritt %1 von %2: %3</translation>
  </message>
 </context>
 <context>
  <name>advice</name>
  <message>
   <source>Check that the server is running and that its address is correct.</source>
   <translation>Bitte prüfen, ob der Server läuft und seine Adresse stimmt.</translation>
  </message>
  <message>
   <source>Sign in again or enter another API key.</source>
   <translation>Bitte neu anmelden oder einen anderen API-Schlüssel eingeben.</translation>
  </message>
  <message>
   <source>Choose a shorter range or remove a filter.</source>
   <translation>Bitte einen kürzeren Zeitraum wählen oder einen Filter entfernen.</translation>
  </message>
  <message>
   <source>Wait a moment, then try again.</source>
   <translation>Bitte einen Moment warten und es dann erneut versuchen.</translation>
  </message>
  <message>
   <source>The Server page shows what is wrong with the database.</source>
   <translation>Die Seite „Server“ zeigt, was mit der Datenbank nicht stimmt.</translation>
  </message>
  <message>
   <source>Change the range or the filters, then try again.</source>
   <translation>Bitte den Zeitraum oder die Filter ändern und es dann erneut versuchen.</translation>
  </message>
  <message>
   <source>It may have been deleted. Choose another.</source>
   <translation>Möglicherweise wurde es gelöscht. Bitte etwas anderes wählen.</translation>
  </message>
  <message>
   <source>If this keeps happening, check the log on the Server page.</source>
   <translation>Falls das öfter vorkommt, hilft das Protokoll auf der Seite „Server“.</translation>
  </message>
 </context>
 <context>
  <name>alerts</name>
  <message>
   <source>Alert</source>
   <translation>Warnung</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>Was passiert</translation>
  </message>
  <message>
   <source>To</source>
   <translation>An</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>Warnungen</translation>
  </message>
  <message>
   <source>New alert…</source>
   <translation>Neue Warnung…</translation>
  </message>
  <message>
   <source>Edit alert…</source>
   <translation>Warnung bearbeiten…</translation>
  </message>
  <message numerus="yes">
   <source>%1 alerts</source>
   <translation>
    <numerusform>%1 Warnung</numerusform>
    <numerusform>%1 Warnungen</numerusform>
   </translation>
  </message>
  <message>
   <source>No alerts yet</source>
   <translation>Noch keine Warnungen</translation>
  </message>
  <message>
   <source>An alert watches the numbers of the site and sends a message when something happens: far more or far fewer visitors than usual, a goal that is reached, or no events at all.</source>
   <translation>Eine Warnung beobachtet die Zahlen der Website und sendet eine Nachricht, wenn etwas geschieht: weit mehr oder weit weniger Besucher als üblich, ein erreichtes Ziel oder gar keine Ereignisse.</translation>
  </message>
  <message>
   <source>The alert %1 has been deleted</source>
   <translation>Die Warnung %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>ausgeschaltet</translation>
  </message>
  <message>
   <source>webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>Send a test</source>
   <translation>Test senden</translation>
  </message>
  <message>
   <source>for %1 hours</source>
   <translation>seit %1 Stunden</translation>
  </message>
 </context>
 <context>
  <name>all_sites</name>
  <message>
   <source>Site</source>
   <translation>Website</translation>
  </message>
  <message>
   <source>Last 24 hours</source>
   <translation>Letzte 24 Stunden</translation>
  </message>
  <message>
   <source>Pageviews per hour</source>
   <translation>Seitenaufrufe pro Stunde</translation>
  </message>
  <message>
   <source>Last event</source>
   <translation>Letztes Ereignis</translation>
  </message>
  <message>
   <source>Newest event of any kind: a site that is silent for a day may have lost its snippet.</source>
   <translation>Neuestes Ereignis jeder Art: Einer Website, die einen Tag lang still ist, fehlt vielleicht das Snippet.</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>Visitors of the last five minutes</source>
   <translation>Besucher der letzten fünf Minuten</translation>
  </message>
  <message>
   <source>Visitors today</source>
   <translation>Besucher heute</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Visitors today minus those of yesterday until the same time</source>
   <translation>Besucher heute minus die von gestern bis zur selben Uhrzeit</translation>
  </message>
  <message>
   <source>Views today</source>
   <translation>Aufrufe heute</translation>
  </message>
  <message>
   <source>no event yet</source>
   <translation>noch kein Ereignis</translation>
  </message>
  <message numerus="yes">
   <source>%1 pageviews in 24 hours</source>
   <translation>
    <numerusform>%1 Seitenaufruf in 24 Stunden</numerusform>
    <numerusform>%1 Seitenaufrufe in 24 Stunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1. Yesterday until this time: %2 visitors</source>
   <translation>
    <numerusform>%1. Gestern bis zu dieser Uhrzeit: %2 Besucher</numerusform>
    <numerusform>%1. Gestern bis zu dieser Uhrzeit: %2 Besucher</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>annotations</name>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Annotations</source>
   <translation>Anmerkungen</translation>
  </message>
  <message>
   <source>New annotation…</source>
   <translation>Neue Anmerkung…</translation>
  </message>
  <message>
   <source>Edit annotation…</source>
   <translation>Anmerkung bearbeiten…</translation>
  </message>
  <message numerus="yes">
   <source>%1 annotations</source>
   <translation>
    <numerusform>%1 Anmerkung</numerusform>
    <numerusform>%1 Anmerkungen</numerusform>
   </translation>
  </message>
  <message>
   <source>No annotations yet</source>
   <translation>Noch keine Anmerkungen</translation>
  </message>
  <message>
   <source>Note what happened on a day, such as a newsletter or a new design. It is marked on the charts, where a right-click adds one as well.</source>
   <translation>Hier lässt sich festhalten, was an einem Tag geschah, etwa ein Newsletter oder ein neues Design. Es wird in den Diagrammen markiert; dort fügt auch ein Rechtsklick eine Anmerkung hinzu.</translation>
  </message>
  <message>
   <source>The annotation “%1” has been deleted</source>
   <translation>Die Anmerkung „%1“ wurde gelöscht</translation>
  </message>
  <message>
   <source>whole day</source>
   <translation>ganzer Tag</translation>
  </message>
 </context>
 <context>
  <name>attribution</name>
  <message>
   <source>No goals yet</source>
   <translation>Noch keine Ziele</translation>
  </message>
  <message>
   <source>Attribution shows which sources lead to a goal, such as an order. Make a goal first.</source>
   <translation>Die Attribution zeigt, welche Herkunft zu einem Ziel führt, etwa zu einer Bestellung. Dafür bitte zuerst ein Ziel anlegen.</translation>
  </message>
  <message>
   <source>Go to Goals</source>
   <translation>Zu den Zielen</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Source / medium</source>
   <translation>Quelle / Medium</translation>
  </message>
  <message>
   <source>Campaigns</source>
   <translation>Kampagnen</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>Conversions</translation>
  </message>
  <message>
   <source>Visitors who converted</source>
   <translation>Besucher mit Conversion</translation>
  </message>
  <message>
   <source>Average value</source>
   <translation>Ø Wert</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>Umsatz</translation>
  </message>
  <message>
   <source>First touch</source>
   <translation>Erster Kontakt</translation>
  </message>
  <message>
   <source>Last touch</source>
   <translation>Letzter Kontakt</translation>
  </message>
  <message>
   <source>Credits the first source of the visit that converted.</source>
   <translation>Rechnet der ersten Herkunft des Besuchs an, der zur Conversion führte.</translation>
  </message>
  <message>
   <source>Credits the last known source before the conversion.</source>
   <translation>Rechnet der letzten bekannten Herkunft vor der Conversion an.</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>± first</source>
   <translation>± erster</translation>
  </message>
  <message>
   <source>Conversions more or fewer than with the first touch</source>
   <translation>Mehr oder weniger Conversions als beim ersten Kontakt</translation>
  </message>
  <message numerus="yes">
   <source>in %1 sessions</source>
   <translation>
    <numerusform>in %1 Sitzung</numerusform>
    <numerusform>in %1 Sitzungen</numerusform>
   </translation>
  </message>
  <message>
   <source>this goal has no value</source>
   <translation>dieses Ziel hat keinen Wert</translation>
  </message>
  <message>
   <source>several currencies</source>
   <translation>mehrere Währungen</translation>
  </message>
  <message>
   <source>a conversion</source>
   <translation>pro Conversion</translation>
  </message>
  <message>
   <source>No conversions in this range</source>
   <translation>Keine Conversions in diesem Zeitraum</translation>
  </message>
  <message>
   <source>Choose more days, or check the goal on the Goals page.</source>
   <translation>Bitte mehr Tage wählen oder das Ziel auf der Seite „Ziele“ prüfen.</translation>
  </message>
 </context>
 <context>
  <name>bots</name>
  <message>
   <source>What matches</source>
   <translation>Was passt</translation>
  </message>
  <message>
   <source>Compared with</source>
   <translation>Verglichen mit</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>Seit</translation>
  </message>
  <message>
   <source>Apply to stored events…</source>
   <translation>Auf gespeicherte Ereignisse anwenden …</translation>
  </message>
  <message>
   <source>Rules about bots</source>
   <translation>Regeln zu Bots</translation>
  </message>
  <message>
   <source>New rule…</source>
   <translation>Neue Regel …</translation>
  </message>
  <message>
   <source>Edit rule…</source>
   <translation>Regel bearbeiten …</translation>
  </message>
  <message numerus="yes">
   <source>%1 rules</source>
   <translation>
    <numerusform>%1 Regel</numerusform>
    <numerusform>%1 Regeln</numerusform>
   </translation>
  </message>
  <message>
   <source>No rules about bots yet</source>
   <translation>Noch keine Regeln zu Bots</translation>
  </message>
  <message>
   <source>Crawlers are recognised on their own. A rule decides where that is wrong: it blocks what should not count, such as your own monitoring, or lets something count that looks like a program.</source>
   <translation>Crawler werden von selbst erkannt. Eine Regel entscheidet, wo das nicht stimmt: Sie blockiert, was nicht zählen soll, etwa die eigene Überwachung, oder lässt zählen, was nur wie ein Programm aussieht.</translation>
  </message>
  <message>
   <source>The rule %1 has been deleted</source>
   <translation>Die Regel %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>counts as a bot</source>
   <translation>zählt als Bot</translation>
  </message>
  <message>
   <source>counts as people</source>
   <translation>zählt als Mensch</translation>
  </message>
 </context>
 <context>
  <name>breakdown</name>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Distinct visitors</source>
   <translation>Unterschiedliche Besucher</translation>
  </message>
  <message>
   <source>Click to show only this, Ctrl+click to exclude it</source>
   <translation>Klick zeigt nur dies, Strg+Klick schließt es aus</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>Visitors in the comparison range</source>
   <translation>Besucher im Vergleichszeitraum</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Change in visitors</source>
   <translation>Änderung der Besucherzahl</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Share of all visitors in the range</source>
   <translation>Anteil an allen Besuchern im Zeitraum</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>Aufrufe</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Bounce</source>
   <translation>Absprung</translation>
  </message>
  <message>
   <source>Share of sessions with a single event</source>
   <translation>Anteil der Sitzungen mit nur einem Ereignis</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>Dauer</translation>
  </message>
  <message>
   <source>Average length of a session</source>
   <translation>Durchschnittliche Dauer einer Sitzung</translation>
  </message>
 </context>
 <context>
  <name>breakdown_pages</name>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Entry and exit</source>
   <translation>Einstieg und Ausstieg</translation>
  </message>
  <message>
   <source>Most viewed page</source>
   <translation>Meistaufgerufene Seite</translation>
  </message>
  <message>
   <source>Most visits begin at</source>
   <translation>Häufigster Einstieg</translation>
  </message>
  <message>
   <source>Most visits end at</source>
   <translation>Häufigster Ausstieg</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>Campaigns</source>
   <translation>Kampagnen</translation>
  </message>
  <message>
   <source>Top source</source>
   <translation>Häufigste Herkunft</translation>
  </message>
  <message>
   <source>Top channel</source>
   <translation>Häufigster Kanal</translation>
  </message>
  <message>
   <source>Top campaign</source>
   <translation>Häufigste Kampagne</translation>
  </message>
  <message>
   <source>Without a known source</source>
   <translation>Ohne bekannte Herkunft</translation>
  </message>
  <message>
   <source>Browsers</source>
   <translation>Browser</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>Systeme</translation>
  </message>
  <message>
   <source>Devices</source>
   <translation>Geräte</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>Bildschirme</translation>
  </message>
  <message>
   <source>Top browser</source>
   <translation>Häufigster Browser</translation>
  </message>
  <message>
   <source>Top system</source>
   <translation>Häufigstes System</translation>
  </message>
 </context>
 <context>
  <name>commands</name>
  <message>
   <source>Add site…</source>
   <translation>Website hinzufügen…</translation>
  </message>
  <message>
   <source>Edit site and snippet…</source>
   <translation>Website und Snippet bearbeiten…</translation>
  </message>
  <message>
   <source>Delete site…</source>
   <translation>Website löschen…</translation>
  </message>
  <message>
   <source>Print or save report…</source>
   <translation>Bericht drucken oder speichern…</translation>
  </message>
  <message>
   <source>Reports on a schedule…</source>
   <translation>Berichte nach Zeitplan…</translation>
  </message>
  <message>
   <source>New window</source>
   <translation>Neues Fenster</translation>
  </message>
  <message>
   <source>Connect to server…</source>
   <translation>Mit Server verbinden…</translation>
  </message>
  <message>
   <source>Back to the server of this computer</source>
   <translation>Zurück zum Server dieses Computers</translation>
  </message>
  <message>
   <source>Start at login</source>
   <translation>Beim Anmelden starten</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>Benachrichtigungen</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Refresh</source>
   <translation>Aktualisieren</translation>
  </message>
  <message>
   <source>Go to…</source>
   <translation>Gehe zu…</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Copy panel as picture</source>
   <translation>Bereich als Bild kopieren</translation>
  </message>
  <message>
   <source>Go to the filters</source>
   <translation>Zu den Filtern</translation>
  </message>
  <message>
   <source>Clear all filters</source>
   <translation>Alle Filter entfernen</translation>
  </message>
  <message>
   <source>Choose a site</source>
   <translation>Website wählen</translation>
  </message>
  <message>
   <source>Larger text</source>
   <translation>Text größer</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>Text kleiner</translation>
  </message>
  <message>
   <source>Normal text size</source>
   <translation>Normale Textgröße</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>Früher</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Choose days…</source>
   <translation>Tage wählen…</translation>
  </message>
  <message>
   <source>Compare with the period before</source>
   <translation>Mit dem Zeitraum davor vergleichen</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>Neu starten</translation>
  </message>
  <message>
   <source>Pause collecting for 15 minutes</source>
   <translation>Zählung 15 Minuten anhalten</translation>
  </message>
  <message>
   <source>Pause collecting for 1 hour</source>
   <translation>Zählung 1 Stunde anhalten</translation>
  </message>
  <message>
   <source>Pause collecting for 8 hours</source>
   <translation>Zählung 8 Stunden anhalten</translation>
  </message>
  <message>
   <source>Resume collecting</source>
   <translation>Zählung fortsetzen</translation>
  </message>
  <message>
   <source>Accept an invitation…</source>
   <translation>Einladung annehmen …</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Help for this page</source>
   <translation>Hilfe zu dieser Seite</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>About Sparklytics Desktop</source>
   <translation>Über Sparklytics Desktop</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>&amp;Range</source>
   <translation>&amp;Zeitraum</translation>
  </message>
  <message>
   <source>&amp;Server</source>
   <translation>&amp;Server</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
 </context>
 <context>
  <name>doctor</name>
  <message>
   <source>The server is healthy.</source>
   <translation>Der Server ist in Ordnung.</translation>
  </message>
  <message>
   <source>The script can be loaded.</source>
   <translation>Das Skript lässt sich laden.</translation>
  </message>
  <message>
   <source>Events can be sent.</source>
   <translation>Ereignisse lassen sich senden.</translation>
  </message>
  <message>
   <source>The page has the line, and nothing in it keeps the script from working.</source>
   <translation>Die Seite hat die Zeile, und nichts in ihr hindert das Skript.</translation>
  </message>
  <message>
   <source>Visits arrive.</source>
   <translation>Besuche kommen an.</translation>
  </message>
  <message>
   <source>The server reports a problem of its own.</source>
   <translation>Der Server meldet selbst ein Problem.</translation>
  </message>
  <message>
   <source>The Server page says more.</source>
   <translation>Mehr steht auf der Seite Server.</translation>
  </message>
  <message>
   <source>The address of the script is of this computer alone, so no visitor can load it.</source>
   <translation>Die Adresse des Skripts gilt nur auf diesem Computer, also kann kein Besucher es laden.</translation>
  </message>
  <message>
   <source>Let the server be reached from outside, enter its public URL in the settings, and paste the line anew.</source>
   <translation>Mache den Server von außen erreichbar, trage seine öffentliche URL in den Einstellungen ein und füge die Zeile neu ein.</translation>
  </message>
  <message>
   <source>The script is not loaded by HTTPS.</source>
   <translation>Das Skript wird nicht über HTTPS geladen.</translation>
  </message>
  <message>
   <source>Put the server behind an HTTPS proxy, or give it a certificate. F1 has both.</source>
   <translation>Stelle den Server hinter einen HTTPS-Proxy oder gib ihm ein Zertifikat. Beides steht unter F1.</translation>
  </message>
  <message>
   <source>The name of the server is not known.</source>
   <translation>Der Name des Servers ist nicht bekannt.</translation>
  </message>
  <message>
   <source>Add it to the DNS of your domain.</source>
   <translation>Trage ihn im DNS deiner Domain ein.</translation>
  </message>
  <message>
   <source>Nothing answers at the address of the script.</source>
   <translation>An der Adresse des Skripts antwortet nichts.</translation>
  </message>
  <message>
   <source>Check that the server or its proxy runs, that the port is forwarded, and that no firewall closes it.</source>
   <translation>Prüfe, ob der Server oder sein Proxy läuft, der Port weitergeleitet wird und keine Firewall ihn schließt.</translation>
  </message>
  <message>
   <source>The certificate at the address of the script is not valid.</source>
   <translation>Das Zertifikat an der Adresse des Skripts ist nicht gültig.</translation>
  </message>
  <message>
   <source>Renew it, for the name in that address.</source>
   <translation>Erneuere es, für den Namen in dieser Adresse.</translation>
  </message>
  <message>
   <source>The address of the script takes too long to answer.</source>
   <translation>Die Adresse des Skripts antwortet zu langsam.</translation>
  </message>
  <message>
   <source>A firewall may drop the requests: check that the port is forwarded.</source>
   <translation>Vielleicht verwirft eine Firewall die Anfragen: Prüfe, ob der Port weitergeleitet wird.</translation>
  </message>
  <message>
   <source>The server refuses the name in the address of the script.</source>
   <translation>Der Server lehnt den Namen in der Adresse des Skripts ab.</translation>
  </message>
  <message>
   <source>Add the name to the allowed hosts in the settings, or enter that address as the public URL.</source>
   <translation>Trage den Namen in den Einstellungen unter den erlaubten Hosts ein oder die Adresse als öffentliche URL.</translation>
  </message>
  <message>
   <source>The address of the script answers with an error.</source>
   <translation>Die Adresse des Skripts antwortet mit einem Fehler.</translation>
  </message>
  <message>
   <source>Have the proxy pass on the path /s.js.</source>
   <translation>Lass den Proxy den Pfad /s.js weiterleiten.</translation>
  </message>
  <message>
   <source>Something else answers at the address of the script.</source>
   <translation>An der Adresse des Skripts antwortet etwas anderes.</translation>
  </message>
  <message>
   <source>Have the proxy pass /s.js on to this server, and not to the website.</source>
   <translation>Lass den Proxy /s.js an diesen Server weiterleiten, nicht an die Website.</translation>
  </message>
  <message>
   <source>Events cannot be sent to the server.</source>
   <translation>Ereignisse lassen sich nicht an den Server senden.</translation>
  </message>
  <message>
   <source>Have the proxy pass on POST requests to the path /e.</source>
   <translation>Lass den Proxy POST-Anfragen an den Pfad /e weiterleiten.</translation>
  </message>
  <message>
   <source>Requests with events are redirected, and browsers do not follow with their content.</source>
   <translation>Anfragen mit Ereignissen werden umgeleitet, und Browser folgen dem nicht mit ihrem Inhalt.</translation>
  </message>
  <message>
   <source>Enter the address that the redirect leads to as the public URL, and paste the line anew.</source>
   <translation>Trage die Adresse, zu der die Umleitung führt, als öffentliche URL ein und füge die Zeile neu ein.</translation>
  </message>
  <message>
   <source>The clock of the server differs from the one of this computer by more than a minute.</source>
   <translation>Die Uhr des Servers weicht um mehr als eine Minute von der dieses Computers ab.</translation>
  </message>
  <message>
   <source>Let the system set its clock by network time.</source>
   <translation>Lass das System seine Uhr nach der Netzzeit stellen.</translation>
  </message>
  <message>
   <source>The website itself could not be read.</source>
   <translation>Die Website selbst konnte nicht gelesen werden.</translation>
  </message>
  <message>
   <source>Check the domain of the website.</source>
   <translation>Prüfe die Domain der Website.</translation>
  </message>
  <message>
   <source>The website redirects to another host.</source>
   <translation>Die Website leitet zu einem anderen Host um.</translation>
  </message>
  <message>
   <source>Change the domain of the website, if that is yours.</source>
   <translation>Ändere die Domain der Website, wenn er dir gehört.</translation>
  </message>
  <message>
   <source>The page does not have the line with the script.</source>
   <translation>Die Seite hat die Zeile mit dem Skript nicht.</translation>
  </message>
  <message>
   <source>Paste it into the head of every page.</source>
   <translation>Füge sie in den Kopf jeder Seite ein.</translation>
  </message>
  <message>
   <source>The page has the line of another website.</source>
   <translation>Die Seite hat die Zeile einer anderen Website.</translation>
  </message>
  <message>
   <source>Replace it by the line of this website.</source>
   <translation>Ersetze sie durch die Zeile dieser Website.</translation>
  </message>
  <message>
   <source>The page loads the script from another address.</source>
   <translation>Die Seite lädt das Skript von einer anderen Adresse.</translation>
  </message>
  <message>
   <source>Replace it by the line of this server.</source>
   <translation>Ersetze sie durch die Zeile dieses Servers.</translation>
  </message>
  <message>
   <source>The Content-Security-Policy of the page forbids the script, or its requests.</source>
   <translation>Die Content-Security-Policy der Seite verbietet das Skript oder seine Anfragen.</translation>
  </message>
  <message>
   <source>Add the address of this server to script-src and connect-src of the policy.</source>
   <translation>Trage die Adresse dieses Servers unter script-src und connect-src der Policy ein.</translation>
  </message>
  <message>
   <source>The page is loaded by HTTPS and the script is not, so browsers refuse it.</source>
   <translation>Die Seite wird über HTTPS geladen und das Skript nicht, deshalb lehnen Browser es ab.</translation>
  </message>
  <message>
   <source>Reach the server by HTTPS, enter that address as the public URL, and paste the line anew.</source>
   <translation>Mache den Server über HTTPS erreichbar, trage diese Adresse als öffentliche URL ein und füge die Zeile neu ein.</translation>
  </message>
  <message>
   <source>No event has been counted yet.</source>
   <translation>Noch wurde kein Ereignis gezählt.</translation>
  </message>
  <message>
   <source>Visit a page of the website, then look again.</source>
   <translation>Besuche eine Seite der Website und sieh dann wieder nach.</translation>
  </message>
  <message>
   <source>The website was visited every day and now is not.</source>
   <translation>Die Website wurde jeden Tag besucht und jetzt nicht mehr.</translation>
  </message>
  <message>
   <source>Open one of its pages and see in the browser's tools whether /s.js is loaded and /e is sent.</source>
   <translation>Öffne eine ihrer Seiten und sieh in den Werkzeugen des Browsers nach, ob /s.js geladen und /e gesendet wird.</translation>
  </message>
 </context>
 <context>
  <name>errors</name>
  <message>
   <source>The report took too long.</source>
   <translation>Der Bericht hat zu lange gedauert.</translation>
  </message>
  <message>
   <source>There were too many requests at once.</source>
   <translation>Es waren zu viele Anfragen auf einmal.</translation>
  </message>
  <message>
   <source>This window is not signed in.</source>
   <translation>Dieses Fenster ist nicht angemeldet.</translation>
  </message>
 </context>
 <context>
  <name>events</name>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>Occurrences</source>
   <translation>Vorkommen</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>Occurrences in the range of the same length just before</source>
   <translation>Vorkommen im gleich langen Zeitraum direkt davor</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Property</source>
   <translation>Eigenschaft</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>(empty)</source>
   <translation>(leer)</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>Anzahl</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Of the occurrences that have the property</source>
   <translation>Von den Vorkommen mit dieser Eigenschaft</translation>
  </message>
  <message numerus="yes">
   <source>in %1 occurrences</source>
   <translation>
    <numerusform>in %1 Vorkommen</numerusform>
    <numerusform>in %1 Vorkommen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 values</source>
   <translation>
    <numerusform>%1 Wert</numerusform>
    <numerusform>%1 Werte</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 to %2, %3 on average</source>
   <translation>%1 bis %2, im Durchschnitt %3</translation>
  </message>
  <message>
   <source>Occurrences and visitors over time</source>
   <translation>Vorkommen und Besucher im Zeitverlauf</translation>
  </message>
 </context>
 <context>
  <name>facts</name>
  <message>
   <source>%1 of visitors · %3 in all</source>
   <translation>%1 der Besucher · %3 insgesamt</translation>
  </message>
  <message>
   <source>%1 of visitors · before: %2</source>
   <translation>%1 der Besucher · vorher: %2</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>%1 Besucher</numerusform>
    <numerusform>%1 Besucher</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors · before: %2</source>
   <translation>
    <numerusform>%1 Besucher · vorher: %2</numerusform>
    <numerusform>%1 Besucher · vorher: %2</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>file_actions</name>
  <message>
   <source>Save all rows as %1…</source>
   <translation>Alle Zeilen als %1 speichern…</translation>
  </message>
 </context>
 <context>
  <name>flow</name>
  <message>
   <source>Journeys before and after a page or an event</source>
   <translation>Wege vor und nach einer Seite oder einem Ereignis</translation>
  </message>
  <message>
   <source>Before and after</source>
   <translation>Davor und danach</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Davor</translation>
  </message>
  <message>
   <source>After</source>
   <translation>Danach</translation>
  </message>
  <message>
   <source>Direction</source>
   <translation>Richtung</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Pages only</source>
   <translation>Nur Seiten</translation>
  </message>
  <message>
   <source>Merge repeats</source>
   <translation>Wiederholungen zusammenfassen</translation>
  </message>
  <message>
   <source>A page that is loaded several times in a row counts as one step.</source>
   <translation>Eine Seite, die mehrmals hintereinander geladen wird, zählt als ein Schritt.</translation>
  </message>
  <message>
   <source>Visitors with an ID of one day begin a new session at midnight UTC.</source>
   <translation>Besucher mit einer ID für einen Tag beginnen um Mitternacht UTC eine neue Sitzung.</translation>
  </message>
  <message>
   <source>No session with this start</source>
   <translation>Keine Sitzung mit diesem Start</translation>
  </message>
  <message>
   <source>Nobody had %1 in this range. Choose another start or more days.</source>
   <translation>%1 kam in diesem Zeitraum nicht vor. Bitte einen anderen Start oder mehr Tage wählen.</translation>
  </message>
  <message>
   <source>No pages in this range</source>
   <translation>Keine Seiten in diesem Zeitraum</translation>
  </message>
  <message>
   <source>Choose an event to start from, or more days.</source>
   <translation>Bitte ein Ereignis als Start oder mehr Tage wählen.</translation>
  </message>
  <message>
   <source>Back to %1</source>
   <translation>Zurück zu %1</translation>
  </message>
 </context>
 <context>
  <name>format</name>
  <message>
   <source>Desktop</source>
   <translation>Desktop</translation>
  </message>
  <message>
   <source>Mobile</source>
   <translation>Mobil</translation>
  </message>
  <message>
   <source>Tablet</source>
   <translation>Tablet</translation>
  </message>
  <message>
   <source>AI Assistants</source>
   <translation>KI-Assistenten</translation>
  </message>
  <message>
   <source>Affiliates</source>
   <translation>Partnerprogramme</translation>
  </message>
  <message>
   <source>Direct</source>
   <translation>Direkt</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>Bannerwerbung</translation>
  </message>
  <message>
   <source>Email</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Organic Search</source>
   <translation>Organische Suche</translation>
  </message>
  <message>
   <source>Organic Social</source>
   <translation>Soziale Netzwerke</translation>
  </message>
  <message>
   <source>Other Campaign</source>
   <translation>Andere Kampagne</translation>
  </message>
  <message>
   <source>Paid Other</source>
   <translation>Andere Werbung</translation>
  </message>
  <message>
   <source>Paid Search</source>
   <translation>Bezahlte Suche</translation>
  </message>
  <message>
   <source>Paid Social</source>
   <translation>Bezahlte soziale Netzwerke</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>Verweis</translation>
  </message>
  <message>
   <source>Video</source>
   <translation>Video</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Full address</source>
   <translation>Volle Adresse</translation>
  </message>
  <message>
   <source>Host name</source>
   <translation>Hostname</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Entry page</source>
   <translation>Einstiegsseite</translation>
  </message>
  <message>
   <source>Exit page</source>
   <translation>Ausstiegsseite</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Referrer</source>
   <translation>Verweis</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <source>Country</source>
   <translation>Land</translation>
  </message>
  <message>
   <source>Region</source>
   <translation>Region</translation>
  </message>
  <message>
   <source>City</source>
   <translation>Stadt</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Browser</source>
   <translation>Browser</translation>
  </message>
  <message>
   <source>Browser version</source>
   <translation>Browserversion</translation>
  </message>
  <message>
   <source>Browser and version</source>
   <translation>Browser und Version</translation>
  </message>
  <message>
   <source>System and version</source>
   <translation>System und Version</translation>
  </message>
  <message>
   <source>Operating system</source>
   <translation>Betriebssystem</translation>
  </message>
  <message>
   <source>OS version</source>
   <translation>Systemversion</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>Screen size</source>
   <translation>Bildschirmgröße</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>UTM source</source>
   <translation>UTM-Quelle</translation>
  </message>
  <message>
   <source>UTM medium</source>
   <translation>UTM-Medium</translation>
  </message>
  <message>
   <source>UTM campaign</source>
   <translation>UTM-Kampagne</translation>
  </message>
  <message>
   <source>UTM term</source>
   <translation>UTM-Begriff</translation>
  </message>
  <message>
   <source>UTM content</source>
   <translation>UTM-Inhalt</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Einstieg</translation>
  </message>
  <message>
   <source>Exit</source>
   <translation>Ausstieg</translation>
  </message>
  <message>
   <source>Titles</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Addresses</source>
   <translation>Adressen</translation>
  </message>
  <message>
   <source>Hosts</source>
   <translation>Hosts</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Referrers</source>
   <translation>Verweise</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>Kanäle</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>Medium</translation>
  </message>
  <message>
   <source>Campaign</source>
   <translation>Kampagne</translation>
  </message>
  <message>
   <source>Term</source>
   <translation>Begriff</translation>
  </message>
  <message>
   <source>Content</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Countries</source>
   <translation>Länder</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>Regionen</translation>
  </message>
  <message>
   <source>Cities</source>
   <translation>Städte</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>Browsers</source>
   <translation>Browser</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>Systeme</translation>
  </message>
  <message>
   <source>Devices</source>
   <translation>Geräte</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>Bildschirme</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message numerus="yes">
   <source>pts</source>
   <translation>
    <numerusform>Pkt.</numerusform>
    <numerusform>Pkt.</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 d ago</source>
   <translation>vor %1 Tg.</translation>
  </message>
  <message>
   <source>%1 h ago</source>
   <translation>vor %1 Std.</translation>
  </message>
  <message>
   <source>%1 min ago</source>
   <translation>vor %1 Min.</translation>
  </message>
  <message>
   <source>%1 s ago</source>
   <translation>vor %1 Sek.</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>gerade eben</translation>
  </message>
  <message>
   <source>d</source>
   <translation>Tg.</translation>
  </message>
  <message>
   <source>h</source>
   <translation>Std.</translation>
  </message>
  <message>
   <source>min</source>
   <translation>Min.</translation>
  </message>
  <message>
   <source>s</source>
   <translation>Sek.</translation>
  </message>
  <message>
   <source>Week of %1</source>
   <translation>Woche vom %1</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Ohne Angabe</translation>
  </message>
  <message>
   <source>(empty)</source>
   <translation>(leer)</translation>
  </message>
  <message>
   <source>%1 is not %2</source>
   <translation>%1 ist nicht %2</translation>
  </message>
  <message>
   <source>%1 is %2</source>
   <translation>%1 ist %2</translation>
  </message>
 </context>
 <context>
  <name>funnels</name>
  <message>
   <source>Funnel</source>
   <translation>Trichter</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <source>Time limit</source>
   <translation>Höchstzeit</translation>
  </message>
  <message>
   <source>Conversion rate</source>
   <translation>Conversion-Rate</translation>
  </message>
  <message>
   <source>Funnels</source>
   <translation>Trichter</translation>
  </message>
  <message>
   <source>New funnel…</source>
   <translation>Neuer Trichter…</translation>
  </message>
  <message>
   <source>Edit funnel…</source>
   <translation>Trichter bearbeiten…</translation>
  </message>
  <message numerus="yes">
   <source>%1 funnels</source>
   <translation>
    <numerusform>%1 Trichter</numerusform>
    <numerusform>%1 Trichter</numerusform>
   </translation>
  </message>
  <message>
   <source>No funnels yet</source>
   <translation>Noch keine Trichter</translation>
  </message>
  <message>
   <source>A funnel shows how many sessions take one step after another, such as product, cart and order, and where the others leave. Past visits count too.</source>
   <translation>Ein Trichter zeigt, wie viele Sitzungen einen Schritt nach dem anderen gehen, etwa Produkt, Warenkorb und Bestellung, und wo die anderen abbrechen. Frühere Besuche zählen mit.</translation>
  </message>
  <message>
   <source>The funnel %1 has been deleted</source>
   <translation>Der Trichter %1 wurde gelöscht</translation>
  </message>
  <message numerus="yes">
   <source>%1 steps</source>
   <translation>
    <numerusform>%1 Schritt</numerusform>
    <numerusform>%1 Schritte</numerusform>
   </translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>In any order</source>
   <translation>Beliebig</translation>
  </message>
  <message>
   <source>In order</source>
   <translation>Fest</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions</source>
   <translation>
    <numerusform>%1 von %2 Sitzung</numerusform>
    <numerusform>%1 von %2 Sitzungen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>goals</name>
  <message>
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>Conversions</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Conversion rate</source>
   <translation>Conversion-Rate</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>Umsatz</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>Ziele</translation>
  </message>
  <message>
   <source>New goal…</source>
   <translation>Neues Ziel…</translation>
  </message>
  <message>
   <source>Edit goal…</source>
   <translation>Ziel bearbeiten…</translation>
  </message>
  <message numerus="yes">
   <source>%1 goals</source>
   <translation>
    <numerusform>%1 Ziel</numerusform>
    <numerusform>%1 Ziele</numerusform>
   </translation>
  </message>
  <message>
   <source>No goals yet</source>
   <translation>Noch keine Ziele</translation>
  </message>
  <message>
   <source>A goal counts how often visitors do what matters to you: reach a page, such as the one after an order, or cause an event. Past visits count too.</source>
   <translation>Ein Ziel zählt, wie oft Besucher tun, worauf es Ihnen ankommt: eine Seite erreichen, etwa die nach einer Bestellung, oder ein Ereignis auslösen. Frühere Besuche zählen mit.</translation>
  </message>
  <message>
   <source>The goal %1 has been deleted</source>
   <translation>Das Ziel %1 wurde gelöscht</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions</source>
   <translation>
    <numerusform>%1 von %2 Sitzung</numerusform>
    <numerusform>%1 von %2 Sitzungen</numerusform>
   </translation>
  </message>
  <message>
   <source>Visitors who converted</source>
   <translation>Besucher mit Conversion</translation>
  </message>
  <message>
   <source>Conversions over time</source>
   <translation>Conversions im Zeitverlauf</translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>vorher: %1</translation>
  </message>
  <message>
   <source>no value set</source>
   <translation>kein Wert festgelegt</translation>
  </message>
 </context>
 <context>
  <name>granularity</name>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Hours</source>
   <translation>Stunden</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>Weeks</source>
   <translation>Wochen</translation>
  </message>
  <message>
   <source>Months</source>
   <translation>Monate</translation>
  </message>
 </context>
 <context>
  <name>header</name>
  <message>
   <source>Save as segment…</source>
   <translation>Als Segment speichern…</translation>
  </message>
 </context>
 <context>
  <name>health</name>
  <message>
   <source>The last backup failed: %1</source>
   <translation>Die letzte Sicherung ist fehlgeschlagen: %1</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>Es gibt noch keine Sicherung.</translation>
  </message>
  <message>
   <source>No backups are made on a schedule.</source>
   <translation>Es werden keine Sicherungen nach Zeitplan gemacht.</translation>
  </message>
  <message>
   <source>The newest backup is of %1.</source>
   <translation>Die neueste Sicherung ist vom %1.</translation>
  </message>
  <message>
   <source>The city database %1 is damaged or not of MaxMind's format.</source>
   <translation>Die Städte-Datenbank %1 ist beschädigt oder nicht im Format von MaxMind.</translation>
  </message>
  <message>
   <source>The city database %1 was not found.</source>
   <translation>Die Städte-Datenbank %1 wurde nicht gefunden.</translation>
  </message>
  <message>
   <source>The city database %1 cannot be read: %2.</source>
   <translation>Die Städte-Datenbank %1 kann nicht gelesen werden: %2.</translation>
  </message>
  <message>
   <source>The city database %1 is of type %2, which contains no places.</source>
   <translation>Die Städte-Datenbank %1 ist vom Typ %2, der keine Orte enthält.</translation>
  </message>
  <message>
   <source>The clock agrees with stored events.</source>
   <translation>Die Uhr stimmt mit den gespeicherten Ereignissen überein.</translation>
  </message>
  <message numerus="yes">
   <source>The clock shows %1 UTC, %2 days ahead of the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</source>
   <translation>
    <numerusform>Die Uhr zeigt %1 UTC, %2 Tag nach der Zeit, die dieser Server zuletzt gesehen hat. Nach ihr wird nichts gelöscht und nichts läuft ab, bis sie einen Tag lang stetig war oder Sie bestätigen, dass sie stimmt.</numerusform>
    <numerusform>Die Uhr zeigt %1 UTC, %2 Tage nach der Zeit, die dieser Server zuletzt gesehen hat. Nach ihr wird nichts gelöscht und nichts läuft ab, bis sie einen Tag lang stetig war oder Sie bestätigen, dass sie stimmt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The clock shows %1 UTC, %2 days behind the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</source>
   <translation>
    <numerusform>Die Uhr zeigt %1 UTC, %2 Tag vor der Zeit, die dieser Server zuletzt gesehen hat. Nach ihr wird nichts gelöscht und nichts läuft ab, bis sie einen Tag lang stetig war oder Sie bestätigen, dass sie stimmt.</numerusform>
    <numerusform>Die Uhr zeigt %1 UTC, %2 Tage vor der Zeit, die dieser Server zuletzt gesehen hat. Nach ihr wird nichts gelöscht und nichts läuft ab, bis sie einen Tag lang stetig war oder Sie bestätigen, dass sie stimmt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The clock is %1 minutes behind the newest event. Correct it: reports depend on the clock.</source>
   <translation>
    <numerusform>Die Uhr liegt %1 Minute hinter dem neuesten Ereignis. Stellen Sie sie richtig: Berichte hängen von der Uhr ab.</numerusform>
    <numerusform>Die Uhr liegt %1 Minuten hinter dem neuesten Ereignis. Stellen Sie sie richtig: Berichte hängen von der Uhr ab.</numerusform>
   </translation>
  </message>
  <message>
   <source>The clock could not be compared with stored events.</source>
   <translation>Die Uhr konnte nicht mit gespeicherten Ereignissen verglichen werden.</translation>
  </message>
  <message>
   <source>The clock runs on from the time that this server saw last.</source>
   <translation>Die Uhr läuft von der Zeit weiter, die dieser Server zuletzt gesehen hat.</translation>
  </message>
  <message>
   <source>The clock is right. Some events came while it was ahead: the newest is of %1.</source>
   <translation>Die Uhr stimmt. Einige Ereignisse kamen, während sie vorging: Das neueste ist vom %1.</translation>
  </message>
  <message numerus="yes">
   <source>%1 connections are open.</source>
   <translation>
    <numerusform>%1 Verbindung ist offen.</numerusform>
    <numerusform>%1 Verbindungen sind offen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 connections are open; since the start %2 waiting ones were closed and %3 refused.</source>
   <translation>
    <numerusform>%1 Verbindung ist offen; geschlossene wartende seit dem Start: %2, abgewiesene: %3.</numerusform>
    <numerusform>%1 Verbindungen sind offen; geschlossene wartende seit dem Start: %2, abgewiesene: %3.</numerusform>
   </translation>
  </message>
  <message>
   <source>The table of countries is damaged. Install the program again.</source>
   <translation>Die Ländertabelle ist beschädigt. Installieren Sie das Programm neu.</translation>
  </message>
  <message>
   <source>Countries are known as of %1. A city database would add regions and cities.</source>
   <translation>Länder sind auf dem Stand vom %1 bekannt. Eine Städte-Datenbank würde Regionen und Städte ergänzen.</translation>
  </message>
  <message>
   <source>Countries are known. A city database would add regions and cities.</source>
   <translation>Länder sind bekannt. Eine Städte-Datenbank würde Regionen und Städte ergänzen.</translation>
  </message>
  <message>
   <source>The database file was emptied while the server was running.</source>
   <translation>Die Datenbankdatei wurde geleert, während der Server lief.</translation>
  </message>
  <message>
   <source>The database file was moved or renamed while the server was running.</source>
   <translation>Die Datenbankdatei wurde verschoben oder umbenannt, während der Server lief.</translation>
  </message>
  <message>
   <source>New events are kept in the journal. Stop the server, put the right file back and start again.</source>
   <translation>Neue Ereignisse bleiben im Journal. Stoppen Sie den Server, legen Sie die richtige Datei zurück und starten Sie ihn wieder.</translation>
  </message>
  <message>
   <source>The database file was removed while the server was running.</source>
   <translation>Die Datenbankdatei wurde entfernt, während der Server lief.</translation>
  </message>
  <message>
   <source>The database file was replaced while the server was running.</source>
   <translation>Die Datenbankdatei wurde ersetzt, während der Server lief.</translation>
  </message>
  <message>
   <source>The database file is in its place.</source>
   <translation>Die Datenbankdatei ist an ihrem Platz.</translation>
  </message>
  <message>
   <source>It was written again, complete.</source>
   <translation>Sie wurde vollständig neu geschrieben.</translation>
  </message>
  <message>
   <source>The database's write-ahead log was damaged and moved to %1; the journal replaced it.</source>
   <translation>Das Write-ahead-Log der Datenbank war beschädigt und wurde nach %1 verschoben; das Journal hat es ersetzt.</translation>
  </message>
  <message>
   <source>The database is available.</source>
   <translation>Die Datenbank ist verfügbar.</translation>
  </message>
  <message>
   <source>%1 are free on the disk.</source>
   <translation>%1 sind auf dem Datenträger frei.</translation>
  </message>
  <message>
   <source>Only %1 are free in the data folder. Free up space before it is full.</source>
   <translation>Im Datenordner sind nur %1 frei. Schaffen Sie Platz, bevor er voll ist.</translation>
  </message>
  <message>
   <source>The free space of the data folder cannot be read: %1.</source>
   <translation>Der freie Platz des Datenordners kann nicht gelesen werden: %1.</translation>
  </message>
  <message numerus="yes">
   <source>%1 damaged places were found at the start and set aside.</source>
   <translation>
    <numerusform>Beim Start wurde %1 beschädigte Stelle gefunden und zurückgestellt.</numerusform>
    <numerusform>Beim Start wurden %1 beschädigte Stellen gefunden und zurückgestellt.</numerusform>
   </translation>
  </message>
  <message>
   <source>A file of the journal was removed or cut while the server was running. The events in it that were not stored yet have been written again, so none is lost. Find out which program touches the data folder.</source>
   <translation>Eine Datei des Journals wurde entfernt oder gekürzt, während der Server lief. Ihre noch nicht gespeicherten Ereignisse wurden neu geschrieben, es ist also keines verloren. Finden Sie heraus, welches Programm den Datenordner anrührt.</translation>
  </message>
  <message>
   <source>The files of the journal are complete.</source>
   <translation>Die Dateien des Journals sind vollständig.</translation>
  </message>
  <message numerus="yes">
   <source>%1 requests are missing between the database and the journal: a file of the journal was removed while the server was stopped, or an older copy of the database was put back.</source>
   <translation>
    <numerusform>Zwischen Datenbank und Journal fehlt %1 Anfrage: Eine Datei des Journals wurde entfernt, während der Server gestoppt war, oder eine ältere Kopie der Datenbank wurde zurückgelegt.</numerusform>
    <numerusform>Zwischen Datenbank und Journal fehlen %1 Anfragen: Eine Datei des Journals wurde entfernt, während der Server gestoppt war, oder eine ältere Kopie der Datenbank wurde zurückgelegt.</numerusform>
   </translation>
  </message>
  <message>
   <source>The journal is written.</source>
   <translation>Das Journal wird geschrieben.</translation>
  </message>
  <message>
   <source>The journal is written, but may not survive a power cut: %1.</source>
   <translation>Das Journal wird geschrieben, übersteht aber vielleicht keinen Stromausfall: %1.</translation>
  </message>
  <message>
   <source>The journal cannot be written: %1.</source>
   <translation>Das Journal kann nicht geschrieben werden: %1.</translation>
  </message>
  <message>
   <source>Countries, regions and cities are known.</source>
   <translation>Länder, Regionen und Städte sind bekannt.</translation>
  </message>
  <message>
   <source>Visitors are told apart by their addresses.</source>
   <translation>Besucher werden an ihren Adressen unterschieden.</translation>
  </message>
  <message>
   <source>%1 forwards requests, but is no trusted proxy: all visitors seem to share its address. Add it to the trusted proxies in the settings.</source>
   <translation>%1 leitet Anfragen weiter, ist aber kein vertrauter Proxy: Alle Besucher scheinen seine Adresse zu haben. Trage ihn in den Einstellungen unter den vertrauten Proxys ein.</translation>
  </message>
  <message>
   <source>Forwarded addresses of %1 are believed, so anyone there can pretend to be another visitor.</source>
   <translation>Weitergeleiteten Adressen aus %1 wird geglaubt, also kann dort jeder vorgeben, ein anderer Besucher zu sein.</translation>
  </message>
  <message>
   <source>No events are set aside.</source>
   <translation>Es sind keine Ereignisse zurückgestellt.</translation>
  </message>
  <message numerus="yes">
   <source>%1 events that the database refused are set aside.</source>
   <translation>
    <numerusform>%1 Ereignis, das die Datenbank abgewiesen hat, ist zurückgestellt.</numerusform>
    <numerusform>%1 Ereignisse, die die Datenbank abgewiesen hat, sind zurückgestellt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events of unknown websites are set aside in the folder journal/quarantine. They are stored as soon as the database that has these websites is put back.</source>
   <translation>
    <numerusform>%1 Ereignis einer unbekannten Website ist im Ordner journal/quarantine zurückgestellt. Es wird gespeichert, sobald die Datenbank mit dieser Website zurückgelegt ist.</numerusform>
    <numerusform>%1 Ereignisse unbekannter Websites sind im Ordner journal/quarantine zurückgestellt. Sie werden gespeichert, sobald die Datenbank mit diesen Websites zurückgelegt ist.</numerusform>
   </translation>
  </message>
  <message>
   <source>Events cannot be stored because of a fault in the program. The log has the details.</source>
   <translation>Ereignisse können wegen eines Fehlers im Programm nicht gespeichert werden. Einzelheiten stehen im Protokoll.</translation>
  </message>
  <message>
   <source>Events cannot be stored at the moment; the journal keeps them. %1</source>
   <translation>Ereignisse können im Moment nicht gespeichert werden; das Journal bewahrt sie auf. %1</translation>
  </message>
  <message>
   <source>Events are stored.</source>
   <translation>Ereignisse werden gespeichert.</translation>
  </message>
  <message>
   <source>The certificate expires on %1.</source>
   <translation>Das Zertifikat läuft am %1 ab.</translation>
  </message>
  <message>
   <source>The certificate expires on %1. Renew it.</source>
   <translation>Das Zertifikat läuft am %1 ab. Erneuern Sie es.</translation>
  </message>
  <message>
   <source>The renewed certificate cannot be used, so the old one stays in use. %1</source>
   <translation>Das erneuerte Zertifikat ist nicht verwendbar, daher bleibt das alte in Gebrauch. %1</translation>
  </message>
  <message>
   <source>The certificate is up to date.</source>
   <translation>Das Zertifikat ist aktuell.</translation>
  </message>
 </context>
 <context>
  <name>heat_map</name>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Hours of the week</source>
   <translation>Stunden der Woche</translation>
  </message>
  <message>
   <source>Measure</source>
   <translation>Messgröße</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>Durchschnitt</translation>
  </message>
  <message>
   <source>Total</source>
   <translation>Summe</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Time of %1</source>
   <translation>Zeit von %1</translation>
  </message>
  <message>
   <source>%1, %2 · %3: %4 in total</source>
   <translation>%1, %2 · %3: insgesamt %4</translation>
  </message>
  <message>
   <source>%1, %2 · %3: %5 an hour, %4 in total</source>
   <translation>%1, %2 · %3: %5 pro Stunde, insgesamt %4</translation>
  </message>
  <message>
   <source>Nothing of this kind in the range.</source>
   <translation>Nichts dergleichen in diesem Zeitraum.</translation>
  </message>
  <message>
   <source>Busiest: %1</source>
   <translation>Am meisten los: %1</translation>
  </message>
 </context>
 <context>
  <name>lines</name>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Occurrences</source>
   <translation>Vorkommen</translation>
  </message>
  <message>
   <source>Sessions that converted</source>
   <translation>Sitzungen mit Conversion</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>Conversions</translation>
  </message>
 </context>
 <context>
  <name>links</name>
  <message>
   <source>Link</source>
   <translation>Link</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Clicks</source>
   <translation>Klicks</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Goals reached</source>
   <translation>Erreichte Ziele</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>Umsatz</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>Links</translation>
  </message>
  <message>
   <source>New link…</source>
   <translation>Neuer Link …</translation>
  </message>
  <message>
   <source>Edit link…</source>
   <translation>Link bearbeiten …</translation>
  </message>
  <message>
   <source>QR code…</source>
   <translation>QR-Code …</translation>
  </message>
  <message numerus="yes">
   <source>%1 links</source>
   <translation>
    <numerusform>%1 Link</numerusform>
    <numerusform>%1 Links</numerusform>
   </translation>
  </message>
  <message>
   <source>No links yet</source>
   <translation>Noch keine Links</translation>
  </message>
  <message>
   <source>A link is a short address for a newsletter, a post or a poster. It leads to a page of your site, counts who follows it, and says whether they reach your goals.</source>
   <translation>Ein Link ist eine kurze Adresse für einen Newsletter, einen Beitrag oder ein Plakat. Er führt zu einer Seite der Website, zählt, wer ihm folgt, und zeigt, ob dabei Ziele erreicht werden.</translation>
  </message>
  <message>
   <source>The link %1 has been deleted</source>
   <translation>Der Link %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>abgeschaltet</translation>
  </message>
  <message>
   <source>Leads to %1</source>
   <translation>Führt zu %1</translation>
  </message>
 </context>
 <context>
  <name>live_section</name>
  <message>
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>Pages now</source>
   <translation>Seiten jetzt</translation>
  </message>
  <message>
   <source>All visits: the filters do not apply here.</source>
   <translation>Alle Besuche: Die Filter gelten hier nicht.</translation>
  </message>
  <message>
   <source>Realtime</source>
   <translation>Echtzeit</translation>
  </message>
  <message>
   <source>visitors in the last 30 minutes</source>
   <translation>Besucher in den letzten 30 Minuten</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors in the last 30 minutes</source>
   <translation>
    <numerusform>%1 Besucher in den letzten 30 Minuten</numerusform>
    <numerusform>%1 Besucher in den letzten 30 Minuten</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>map_section</name>
  <message>
   <source>Visitors by country</source>
   <translation>Besucher nach Land</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <source>Whole world</source>
   <translation>Ganze Welt</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Show only this</source>
   <translation>Nur dies zeigen</translation>
  </message>
  <message>
   <source>Exclude this</source>
   <translation>Ausschließen</translation>
  </message>
 </context>
 <context>
  <name>medians</name>
  <message>
   <source>median %1</source>
   <translation>Median %1</translation>
  </message>
 </context>
 <context>
  <name>menus</name>
  <message>
   <source>Tenant</source>
   <translation>Mandant</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Farbschema</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
 </context>
 <context>
  <name>notes</name>
  <message>
   <source>Edit annotation…</source>
   <translation>Anmerkung bearbeiten…</translation>
  </message>
  <message>
   <source>Delete annotation</source>
   <translation>Anmerkung löschen</translation>
  </message>
 </context>
 <context>
  <name>one_page</name>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Entry and exit</source>
   <translation>Einstieg und Ausstieg</translation>
  </message>
  <message>
   <source>Time on page</source>
   <translation>Verweildauer</translation>
  </message>
  <message numerus="yes">
   <source>of %1 visits</source>
   <translation>
    <numerusform>von %1 Besuch</numerusform>
    <numerusform>von %1 Besuchen</numerusform>
   </translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>vorher: %1</translation>
  </message>
  <message>
   <source>All pages</source>
   <translation>Alle Seiten</translation>
  </message>
  <message>
   <source>All pages (Esc)</source>
   <translation>Alle Seiten (Esc)</translation>
  </message>
  <message>
   <source>Views with a time</source>
   <translation>Aufrufe mit Dauer</translation>
  </message>
  <message>
   <source>Began here</source>
   <translation>Einstiege</translation>
  </message>
  <message>
   <source>Ended here</source>
   <translation>Ausstiege</translation>
  </message>
  <message>
   <source>of %1 views</source>
   <translation>von %1 Aufrufen</translation>
  </message>
  <message>
   <source>%1 of its visitors</source>
   <translation>%1 der Besucher</translation>
  </message>
  <message>
   <source>median; average %1</source>
   <translation>Median; Durchschnitt %1</translation>
  </message>
 </context>
 <context>
  <name>overview</name>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Search names</source>
   <translation>Namen suchen</translation>
  </message>
  <message>
   <source>No custom events</source>
   <translation>Keine eigenen Ereignisse</translation>
  </message>
  <message>
   <source>Clicks and sign-ups that your pages send appear here.</source>
   <translation>Klicks und Anmeldungen, die Ihre Seiten senden, erscheinen hier.</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Aufrufe</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>Absprungrate</translation>
  </message>
  <message>
   <source>Avg. duration</source>
   <translation>Ø Dauer</translation>
  </message>
  <message>
   <source>Pages / session</source>
   <translation>Seiten / Sitzung</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>Systeme</translation>
  </message>
  <message>
   <source>Visitors and pageviews over time</source>
   <translation>Besucher und Seitenaufrufe im Zeitverlauf</translation>
  </message>
  <message>
   <source>Traffic</source>
   <translation>Zugriffe</translation>
  </message>
  <message>
   <source>Back to %1</source>
   <translation>Zurück zu %1</translation>
  </message>
  <message>
   <source>Visitors and pageviews</source>
   <translation>Besucher und Seitenaufrufe</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Lines</source>
   <translation>Linien</translation>
  </message>
 </context>
 <context>
  <name>page_times</name>
  <message>
   <source>Time on page</source>
   <translation>Verweildauer</translation>
  </message>
  <message>
   <source>Search all pages</source>
   <translation>Alle Seiten durchsuchen</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>Timed</source>
   <translation>Gemessen</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>Aufrufe</translation>
  </message>
  <message>
   <source>Half of the views that have a time lasted longer</source>
   <translation>Die Hälfte der Aufrufe mit gemessener Dauer war länger</translation>
  </message>
  <message>
   <source>Pageviews that another one followed: the last page of a visit has no time</source>
   <translation>Seitenaufrufe, auf die ein weiterer folgte: Die letzte Seite eines Besuchs hat keine Dauer</translation>
  </message>
 </context>
 <context>
  <name>pages</name>
  <message>
   <source>All sites</source>
   <translation>Alle Websites</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>Übersicht</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>Systeme</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Realtime</source>
   <translation>Echtzeit</translation>
  </message>
  <message>
   <source>Retention</source>
   <translation>Wiederkehr</translation>
  </message>
  <message>
   <source>Heat map</source>
   <translation>Heatmap</translation>
  </message>
  <message>
   <source>Journeys</source>
   <translation>Wege</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>Ziele</translation>
  </message>
  <message>
   <source>Funnels</source>
   <translation>Trichter</translation>
  </message>
  <message>
   <source>Attribution</source>
   <translation>Attribution</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>Links</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>Segments</source>
   <translation>Segmente</translation>
  </message>
  <message>
   <source>Annotations</source>
   <translation>Anmerkungen</translation>
  </message>
  <message>
   <source>Saved reports</source>
   <translation>Gespeicherte Berichte</translation>
  </message>
  <message>
   <source>Subscriptions</source>
   <translation>Abonnements</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>Warnungen</translation>
  </message>
  <message>
   <source>Bots</source>
   <translation>Bots</translation>
  </message>
  <message>
   <source>Sharing</source>
   <translation>Freigabe</translation>
  </message>
  <message>
   <source>Site settings</source>
   <translation>Website-Einstellungen</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>Server</translation>
  </message>
  <message>
   <source>SQL</source>
   <translation>SQL</translation>
  </message>
  <message>
   <source>Access</source>
   <translation>Zugang</translation>
  </message>
  <message>
   <source>Security</source>
   <translation>Sicherheit</translation>
  </message>
  <message>
   <source>API keys</source>
   <translation>API-Schlüssel</translation>
  </message>
  <message>
   <source>Analytics</source>
   <translation>Analyse</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>Conversions</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
 </context>
 <context>
  <name>palette</name>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Site</source>
   <translation>Website</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>Zeitraum</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>Aktion</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>Zusammen</translation>
  </message>
  <message>
   <source>On this page</source>
   <translation>Auf dieser Seite</translation>
  </message>
 </context>
 <context>
  <name>panel_pictures</name>
  <message>
   <source>Copied the panel as a picture.</source>
   <translation>Der Bereich wurde als Bild kopiert.</translation>
  </message>
  <message>
   <source>Copied the page as a picture.</source>
   <translation>Die Seite wurde als Bild kopiert.</translation>
  </message>
 </context>
 <context>
  <name>pause</name>
  <message>
   <source>Collecting is paused on %1 for another %2. Visits there are not counted.</source>
   <translation>Die Zählung auf %1 ist noch %2 angehalten. Besuche werden dort nicht gezählt.</translation>
  </message>
  <message>
   <source>Collecting is paused for another %1. Visits are not counted.</source>
   <translation>Die Zählung ist noch %1 angehalten. Besuche werden nicht gezählt.</translation>
  </message>
 </context>
 <context>
  <name>pictures</name>
  <message>
   <source>Saved the picture as %1.</source>
   <translation>Bild als %1 gespeichert.</translation>
  </message>
  <message>
   <source>Copy image</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation>Als PNG speichern…</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
 </context>
 <context>
  <name>pixels</name>
  <message>
   <source>Pixel</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>Aufrufe</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>New pixel…</source>
   <translation>Neues Pixel …</translation>
  </message>
  <message>
   <source>Edit pixel…</source>
   <translation>Pixel bearbeiten …</translation>
  </message>
  <message>
   <source>Line to paste…</source>
   <translation>Zeile zum Einfügen …</translation>
  </message>
  <message numerus="yes">
   <source>%1 pixels</source>
   <translation>
    <numerusform>%1 Pixel</numerusform>
    <numerusform>%1 Pixel</numerusform>
   </translation>
  </message>
  <message>
   <source>No pixels yet</source>
   <translation>Noch keine Pixel</translation>
  </message>
  <message>
   <source>A pixel is an invisible picture for mails and for pages where no script can run. It counts each time it is shown.</source>
   <translation>Ein Pixel ist ein unsichtbares Bild für Mails und für Seiten, auf denen kein Skript laufen kann. Es zählt jedes Mal, wenn es angezeigt wird.</translation>
  </message>
  <message>
   <source>The pixel %1 has been deleted</source>
   <translation>Das Pixel %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>abgeschaltet</translation>
  </message>
 </context>
 <context>
  <name>places</name>
  <message>
   <source>Countries</source>
   <translation>Länder</translation>
  </message>
  <message>
   <source>Regions and cities</source>
   <translation>Regionen und Städte</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>Top country</source>
   <translation>Häufigstes Land</translation>
  </message>
  <message>
   <source>Top region</source>
   <translation>Häufigste Region</translation>
  </message>
  <message>
   <source>Top city</source>
   <translation>Häufigste Stadt</translation>
  </message>
  <message>
   <source>Top language</source>
   <translation>Häufigste Sprache</translation>
  </message>
 </context>
 <context>
  <name>presets</name>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>Letzte 7 Tage</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>Letzte 30 Tage</translation>
  </message>
  <message>
   <source>Last 90 days</source>
   <translation>Letzte 90 Tage</translation>
  </message>
  <message>
   <source>Last 12 months</source>
   <translation>Letzte 12 Monate</translation>
  </message>
  <message>
   <source>This month</source>
   <translation>Dieser Monat</translation>
  </message>
  <message>
   <source>Last month</source>
   <translation>Letzter Monat</translation>
  </message>
  <message>
   <source>This year</source>
   <translation>Dieses Jahr</translation>
  </message>
 </context>
 <context>
  <name>preview</name>
  <message>
   <source>Loading…</source>
   <translation>Wird geladen…</translation>
  </message>
  <message>
   <source>What others see</source>
   <translation>Was andere sehen</translation>
  </message>
  <message>
   <source>The last %1 days, in the first tab of each panel.</source>
   <translation>Die letzten %1 Tage, im ersten Reiter jedes Feldes.</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>Absprungrate</translation>
  </message>
  <message>
   <source>Average visit</source>
   <translation>Besuchsdauer</translation>
  </message>
  <message>
   <source>Pages a visit</source>
   <translation>Seiten pro Besuch</translation>
  </message>
 </context>
 <context>
  <name>refusals</name>
  <message>
   <source>Too many failed attempts. Try again in %1.</source>
   <translation>Zu viele Fehlversuche. In %1 ist ein neuer Versuch möglich.</translation>
  </message>
  <message>
   <source>The password is incorrect.</source>
   <translation>Das Passwort ist falsch.</translation>
  </message>
 </context>
 <context>
  <name>remote</name>
  <message>
   <source>%1 on %2</source>
   <translation>%1 auf %2</translation>
  </message>
  <message>
   <source>on %1</source>
   <translation>auf %1</translation>
  </message>
  <message>
   <source>Everything here is on %1.</source>
   <translation>Alles hier liegt auf %1.</translation>
  </message>
 </context>
 <context>
  <name>report</name>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>Absprungrate</translation>
  </message>
  <message>
   <source>Avg. duration</source>
   <translation>Ø Dauer</translation>
  </message>
  <message>
   <source>Pages / session</source>
   <translation>Seiten / Sitzung</translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>vorher: %1</translation>
  </message>
  <message>
   <source>compared with %1</source>
   <translation>verglichen mit %1</translation>
  </message>
  <message>
   <source>nothing was counted in %1</source>
   <translation>im Zeitraum %1 wurde nichts gezählt</translation>
  </message>
  <message>
   <source>Visitors and pageviews</source>
   <translation>Besucher und Seitenaufrufe</translation>
  </message>
  <message>
   <source>The numbers of this chart</source>
   <translation>Die Zahlen dieses Diagramms</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>Abschnitt</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>Entry pages</source>
   <translation>Einstiegsseiten</translation>
  </message>
  <message>
   <source>Exit pages</source>
   <translation>Ausstiegsseiten</translation>
  </message>
  <message>
   <source>Campaigns</source>
   <translation>Kampagnen</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>Anzahl</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>Ziele</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>Conversions</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>Rate</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>Umsatz</translation>
  </message>
  <message>
   <source>%1 of %2 shown</source>
   <translation>%1 von %2 gezeigt</translation>
  </message>
  <message>
   <source>%1 is %2</source>
   <translation>%1 ist %2</translation>
  </message>
  <message>
   <source>%1 is not %2</source>
   <translation>%1 ist nicht %2</translation>
  </message>
  <message>
   <source>Only visits where %1</source>
   <translation>Nur Besuche mit: %1</translation>
  </message>
  <message>
   <source>Bots are counted.</source>
   <translation>Bots werden mitgezählt.</translation>
  </message>
  <message>
   <source>The last day is not over: its numbers still grow.</source>
   <translation>Der letzte Tag ist noch nicht vorbei: Seine Zahlen wachsen noch.</translation>
  </message>
  <message>
   <source>Nobody visited in these days.</source>
   <translation>An diesen Tagen kamen keine Besucher.</translation>
  </message>
  <message>
   <source>Days of the time zone %1</source>
   <translation>Tage der Zeitzone %1</translation>
  </message>
  <message>
   <source>Written by Sparklytics Desktop on %1</source>
   <translation>Erstellt mit Sparklytics Desktop am %1</translation>
  </message>
  <message>
   <source>Page %1 of %2</source>
   <translation>Seite %1 von %2</translation>
  </message>
 </context>
 <context>
  <name>report_page</name>
  <message>
   <source>New annotation</source>
   <translation>Neue Anmerkung</translation>
  </message>
  <message>
   <source>Edit annotation</source>
   <translation>Anmerkung bearbeiten</translation>
  </message>
  <message>
   <source>The annotation has been deleted</source>
   <translation>Die Anmerkung wurde gelöscht</translation>
  </message>
  <message>
   <source>Your role does not allow this.</source>
   <translation>Ihre Rolle erlaubt das nicht.</translation>
  </message>
  <message>
   <source>No visits yet</source>
   <translation>Noch keine Besuche</translation>
  </message>
  <message>
   <source>They appear here as soon as your site is visited. Is the snippet on your pages?</source>
   <translation>Sie erscheinen hier, sobald jemand Ihre Website besucht. Steht das Snippet auf Ihren Seiten?</translation>
  </message>
  <message>
   <source>Show the snippet</source>
   <translation>Snippet zeigen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message numerus="yes">
   <source>Saved all %3 rows to %1.</source>
   <translation>
    <numerusform>%3 Zeile wurde in %1 gespeichert.</numerusform>
    <numerusform>Alle %3 Zeilen wurden in %1 gespeichert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved %2 of %3 rows to %1.</source>
   <translation>
    <numerusform>%2 von %3 Zeile wurde in %1 gespeichert.</numerusform>
    <numerusform>%2 von %3 Zeilen wurden in %1 gespeichert.</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing matches the filters</source>
   <translation>Nichts passt zu den Filtern</translation>
  </message>
  <message>
   <source>Remove a filter or choose different days.</source>
   <translation>Bitte einen Filter entfernen oder andere Tage wählen.</translation>
  </message>
  <message>
   <source>The visits were on other days, or came from bots, which are not included.</source>
   <translation>Die Besuche waren an anderen Tagen oder kamen von Bots, die nicht mitgezählt werden.</translation>
  </message>
  <message>
   <source>No visits in this range</source>
   <translation>Keine Besuche in diesem Zeitraum</translation>
  </message>
  <message>
   <source>Show the last 12 months</source>
   <translation>Letzte 12 Monate zeigen</translation>
  </message>
  <message>
   <source>Show the last 30 days</source>
   <translation>Letzte 30 Tage zeigen</translation>
  </message>
  <message>
   <source>%1 These figures may be out of date.</source>
   <translation>%1 Diese Zahlen sind möglicherweise veraltet.</translation>
  </message>
 </context>
 <context>
  <name>report_results</name>
  <message>
   <source>Figure</source>
   <translation>Kennzahl</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>Absprungrate</translation>
  </message>
  <message>
   <source>Avg. duration</source>
   <translation>Ø Dauer</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Ereignis</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>Anzahl</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>Conversions</translation>
  </message>
  <message>
   <source>Sessions that converted</source>
   <translation>Sitzungen mit Conversion</translation>
  </message>
  <message>
   <source>Visitors who converted</source>
   <translation>Besucher mit Conversion</translation>
  </message>
  <message>
   <source>All sessions</source>
   <translation>Alle Sitzungen</translation>
  </message>
  <message>
   <source>Conversion rate</source>
   <translation>Conversion-Rate</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>Umsatz</translation>
  </message>
  <message>
   <source>Average value</source>
   <translation>Ø Wert</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Share of the revenue</source>
   <translation>Anteil am Umsatz</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>Kanal</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>First visit</source>
   <translation>Erster Besuch</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>Weg</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Verloren</translation>
  </message>
  <message>
   <source>Lost, share</source>
   <translation>Verloren, Anteil</translation>
  </message>
  <message>
   <source>Of the first step</source>
   <translation>Vom ersten Schritt</translation>
  </message>
  <message>
   <source>Of the step before</source>
   <translation>Vom Schritt davor</translation>
  </message>
  <message>
   <source>Average time</source>
   <translation>Ø Zeit</translation>
  </message>
  <message>
   <source>Median time</source>
   <translation>Median der Zeit</translation>
  </message>
  <message>
   <source>Change in visitors</source>
   <translation>Änderung der Besucher</translation>
  </message>
  <message>
   <source>%1 before</source>
   <translation>%1 vorher</translation>
  </message>
 </context>
 <context>
  <name>report_saving</name>
  <message>
   <source>Save report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Making the report…</source>
   <translation>Bericht wird erstellt…</translation>
  </message>
  <message>
   <source>Saved %1.</source>
   <translation>%1 gespeichert.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
 </context>
 <context>
  <name>report_schedules</name>
  <message>
   <source>A report on a schedule could not be saved. %1</source>
   <translation>Ein Bericht nach Zeitplan konnte nicht gespeichert werden. %1</translation>
  </message>
  <message>
   <source>The folder %1 does not exist.</source>
   <translation>Den Ordner %1 gibt es nicht.</translation>
  </message>
  <message>
   <source>Nothing can be written to the folder %1: permission denied.</source>
   <translation>In den Ordner %1 kann nicht geschrieben werden: Die Berechtigung fehlt.</translation>
  </message>
  <message>
   <source>Nothing can be written to the folder %1: its disk is full.</source>
   <translation>In den Ordner %1 kann nicht geschrieben werden: Der Datenträger ist voll.</translation>
  </message>
  <message>
   <source>The folder %1 has too many files of one name.</source>
   <translation>Der Ordner %1 hat zu viele Dateien mit demselben Namen.</translation>
  </message>
  <message>
   <source>Nothing can be written to the folder %1.</source>
   <translation>In den Ordner %1 kann nicht geschrieben werden.</translation>
  </message>
 </context>
 <context>
  <name>retention</name>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>Durchschnitt</translation>
  </message>
  <message>
   <source>First visit</source>
   <translation>Erster Besuch</translation>
  </message>
  <message numerus="yes">
   <source>All cohorts: %1 visitors</source>
   <translation>
    <numerusform>Alle Kohorten: %1 Besucher</numerusform>
    <numerusform>Alle Kohorten: %1 Besucher</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1, average of %2 cohorts by their size: %3</source>
   <translation>
    <numerusform>%1, nach Größe gewichteter Durchschnitt von %2 Kohorte: %3</numerusform>
    <numerusform>%1, nach Größe gewichteter Durchschnitt von %2 Kohorten: %3</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>First visit %1: %2 visitors</source>
   <translation>
    <numerusform>Erster Besuch %1: %2 Besucher</numerusform>
    <numerusform>Erster Besuch %1: %2 Besucher</numerusform>
   </translation>
  </message>
  <message>
   <source>the range has only a part of this time</source>
   <translation>der Zeitraum enthält nur einen Teil dieser Zeit</translation>
  </message>
  <message numerus="yes">
   <source>First visit %1, %2: %3 of %4 visitors came again, %5</source>
   <translation>
    <numerusform>Erster Besuch %1, %2: %3 von %4 Besucher kam wieder, %5</numerusform>
    <numerusform>Erster Besuch %1, %2: %3 von %4 Besuchern kamen wieder, %5</numerusform>
   </translation>
  </message>
  <message>
   <source>not over yet</source>
   <translation>noch nicht vorbei</translation>
  </message>
  <message>
   <source>Day %1</source>
   <translation>Tag %1</translation>
  </message>
  <message>
   <source>Week %1</source>
   <translation>Woche %1</translation>
  </message>
  <message>
   <source>Month %1</source>
   <translation>Monat %1</translation>
  </message>
  <message>
   <source>New visitors</source>
   <translation>Neue Besucher</translation>
  </message>
  <message numerus="yes">
   <source>in %1 cohorts</source>
   <translation>
    <numerusform>in %1 Kohorte</numerusform>
    <numerusform>in %1 Kohorten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>average of %1 cohorts</source>
   <translation>
    <numerusform>Durchschnitt von %1 Kohorte</numerusform>
    <numerusform>Durchschnitt von %1 Kohorten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 days</source>
   <translation>
    <numerusform>Nach %1 Tag wiedergekommen</numerusform>
    <numerusform>Nach %1 Tagen wiedergekommen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 weeks</source>
   <translation>
    <numerusform>Nach %1 Woche wiedergekommen</numerusform>
    <numerusform>Nach %1 Wochen wiedergekommen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 months</source>
   <translation>
    <numerusform>Nach %1 Monat wiedergekommen</numerusform>
    <numerusform>Nach %1 Monaten wiedergekommen</numerusform>
   </translation>
  </message>
  <message>
   <source>Returning visitors by the time of their first visit</source>
   <translation>Wiederkehrende Besucher nach der Zeit ihres ersten Besuchs</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>Length of a period</source>
   <translation>Länge eines Abschnitts</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Visitors who came again</source>
   <translation>Wiedergekommene Besucher</translation>
  </message>
  <message>
   <source>No first visits in this range</source>
   <translation>Keine ersten Besuche in diesem Zeitraum</translation>
  </message>
  <message>
   <source>Everyone who came had been here before. Choose a longer range.</source>
   <translation>Alle, die kamen, waren schon einmal da. Bitte einen längeren Zeitraum wählen.</translation>
  </message>
  <message>
   <source>On the day after their first visit, %1 of the visitors came again on average.</source>
   <translation>Am Tag nach dem ersten Besuch kamen im Durchschnitt %1 der Besucher wieder.</translation>
  </message>
  <message>
   <source>In the week after their first visit, %1 of the visitors came again on average.</source>
   <translation>In der Woche nach dem ersten Besuch kamen im Durchschnitt %1 der Besucher wieder.</translation>
  </message>
  <message>
   <source>In the month after their first visit, %1 of the visitors came again on average.</source>
   <translation>Im Monat nach dem ersten Besuch kamen im Durchschnitt %1 der Besucher wieder.</translation>
  </message>
  <message>
   <source>The first period after a first visit is not over yet.</source>
   <translation>Der erste Abschnitt nach einem ersten Besuch ist noch nicht vorbei.</translation>
  </message>
  <message>
   <source>Visitors of this site get a new ID every day, so most of them cannot be recognised when they come again, and the true rates are higher. To recognise visitors for longer, let your pages call sparklytics.identify() with an ID of your own: only visitors with such an ID count as returning.</source>
   <translation>Besucher dieser Website bekommen jeden Tag eine neue ID. Die meisten lassen sich deshalb nicht wiedererkennen, und die wahren Raten sind höher. Um Besucher länger wiederzuerkennen, lassen Sie Ihre Seiten sparklytics.identify() mit einer eigenen ID aufrufen: Nur Besucher mit einer solchen ID zählen als wiederkehrend.</translation>
  </message>
 </context>
 <context>
  <name>rows</name>
  <message numerus="yes">
   <source>Saved %1 rows to %2.</source>
   <translation>
    <numerusform>%1 Zeile in %2 gespeichert.</numerusform>
    <numerusform>%1 Zeilen in %2 gespeichert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved the first %1 rows to %2.</source>
   <translation>
    <numerusform>Die erste Zeile (%1) in %2 gespeichert.</numerusform>
    <numerusform>Die ersten %1 Zeilen in %2 gespeichert.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>rules</name>
  <message>
   <source>Page %1</source>
   <translation>Seite %1</translation>
  </message>
  <message>
   <source>Page contains %1</source>
   <translation>Seite enthält %1</translation>
  </message>
  <message>
   <source>Page starts with %1</source>
   <translation>Seite beginnt mit %1</translation>
  </message>
  <message>
   <source>Page ends with %1</source>
   <translation>Seite endet auf %1</translation>
  </message>
  <message>
   <source>Event %1</source>
   <translation>Ereignis %1</translation>
  </message>
  <message>
   <source>Event contains %1</source>
   <translation>Ereignis enthält %1</translation>
  </message>
  <message>
   <source>Event starts with %1</source>
   <translation>Ereignis beginnt mit %1</translation>
  </message>
  <message>
   <source>Event ends with %1</source>
   <translation>Ereignis endet auf %1</translation>
  </message>
 </context>
 <context>
  <name>sample</name>
  <message>
   <source>Explore with sample data</source>
   <translation>Mit Beispieldaten umsehen</translation>
  </message>
  <message>
   <source>Creating 90 days of sample visits…</source>
   <translation>Beispielbesuche für 90 Tage werden erstellt…</translation>
  </message>
 </context>
 <context>
  <name>save_dialog</name>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSV-Dateien (*.csv)</translation>
  </message>
  <message>
   <source>JSON files (*.json)</source>
   <translation>JSON-Dateien (*.json)</translation>
  </message>
  <message>
   <source>Parquet files (*.parquet)</source>
   <translation>Parquet-Dateien (*.parquet)</translation>
  </message>
  <message>
   <source>PNG images (*.png)</source>
   <translation>PNG-Bilder (*.png)</translation>
  </message>
  <message>
   <source>SVG images (*.svg)</source>
   <translation>SVG-Bilder (*.svg)</translation>
  </message>
  <message>
   <source>%1 is there already. Replace it?</source>
   <translation>%1 gibt es schon. Ersetzen?</translation>
  </message>
 </context>
 <context>
  <name>saved_reports</name>
  <message>
   <source>Results</source>
   <translation>Ergebnisse</translation>
  </message>
  <message>
   <source>compared with %1</source>
   <translation>verglichen mit %1</translation>
  </message>
  <message>
   <source>Nothing in these days</source>
   <translation>Nichts an diesen Tagen</translation>
  </message>
  <message>
   <source>The report has no rows.</source>
   <translation>Der Bericht hat keine Zeilen.</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>The fields have changed since the last preview.</source>
   <translation>Die Felder haben sich seit der letzten Vorschau geändert.</translation>
  </message>
  <message>
   <source>No preview</source>
   <translation>Keine Vorschau</translation>
  </message>
  <message numerus="yes">
   <source>last %1 days</source>
   <translation>
    <numerusform>letzter %1 Tag</numerusform>
    <numerusform>letzte %1 Tage</numerusform>
   </translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Shows</source>
   <translation>Zeigt</translation>
  </message>
  <message>
   <source>Last run</source>
   <translation>Zuletzt ausgeführt</translation>
  </message>
  <message>
   <source>Saved reports</source>
   <translation>Gespeicherte Berichte</translation>
  </message>
  <message>
   <source>New report…</source>
   <translation>Neuer Bericht…</translation>
  </message>
  <message>
   <source>Edit report…</source>
   <translation>Bericht bearbeiten…</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Ausführen</translation>
  </message>
  <message numerus="yes">
   <source>%1 saved reports</source>
   <translation>
    <numerusform>%1 gespeicherter Bericht</numerusform>
    <numerusform>%1 gespeicherte Berichte</numerusform>
   </translation>
  </message>
  <message>
   <source>No saved reports yet</source>
   <translation>Noch keine gespeicherten Berichte</translation>
  </message>
  <message>
   <source>A saved report keeps a question under a name: the figures, their days and filters. It is run here, or by a script.</source>
   <translation>Ein gespeicherter Bericht hält eine Frage unter einem Namen fest: Kennzahlen, Tage und Filter. Er wird hier oder von einem Skript ausgeführt.</translation>
  </message>
  <message>
   <source>The report %1 has been deleted</source>
   <translation>Der Bericht %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>The report has been run</source>
   <translation>Der Bericht wurde ausgeführt</translation>
  </message>
 </context>
 <context>
  <name>saving</name>
  <message>
   <source>Could not write %1: %2</source>
   <translation>%1 konnte nicht geschrieben werden: %2</translation>
  </message>
  <message>
   <source>Saved the table as %1.</source>
   <translation>Tabelle als %1 gespeichert.</translation>
  </message>
  <message>
   <source>Save all rows</source>
   <translation>Alle Zeilen speichern</translation>
  </message>
 </context>
 <context>
  <name>schedule_dialog</name>
  <message>
   <source>Reports on a schedule</source>
   <translation>Berichte nach Zeitplan</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>Woche</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Monat</translation>
  </message>
  <message>
   <source>Every</source>
   <translation>Jeder Abschnitt</translation>
  </message>
  <message>
   <source>As</source>
   <translation>Als</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Site</source>
   <translation>Website</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
  <message>
   <source>A report of each day, week or month that is over, saved to a folder by itself. Reports are made while Sparklytics runs, also in the tray, and is connected to the server; what was missed is made up for later.</source>
   <translation>Zu jedem Tag, jeder Woche oder jedem Monat, sobald vorbei, wird von selbst ein Bericht in einem Ordner gespeichert. Berichte entstehen, solange Sparklytics läuft, auch im Infobereich, und mit dem Server verbunden ist; was versäumt wurde, wird später nachgeholt.</translation>
  </message>
  <message>
   <source>Browse…</source>
   <translation>Durchsuchen…</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Reports of %1</source>
   <translation>Berichte von %1</translation>
  </message>
  <message>
   <source>This site is gone: no report is made.</source>
   <translation>Diese Website gibt es nicht mehr: Es wird kein Bericht erstellt.</translation>
  </message>
  <message>
   <source>Made until %1</source>
   <translation>Erstellt bis %1</translation>
  </message>
  <message>
   <source>The first one will be made once the server is connected.</source>
   <translation>Der erste wird erstellt, sobald der Server verbunden ist.</translation>
  </message>
  <message>
   <source>The first one is being made…</source>
   <translation>Der erste wird erstellt…</translation>
  </message>
  <message>
   <source>The first one will be made shortly.</source>
   <translation>Der erste wird in Kürze erstellt.</translation>
  </message>
  <message>
   <source>Folder of the reports</source>
   <translation>Ordner der Berichte</translation>
  </message>
  <message>
   <source>Enter the whole path of a folder.</source>
   <translation>Bitte den vollständigen Pfad eines Ordners eingeben.</translation>
  </message>
  <message>
   <source>There is such a schedule already.</source>
   <translation>Einen solchen Zeitplan gibt es bereits.</translation>
  </message>
 </context>
 <context>
  <name>segments</name>
  <message>
   <source>Visitors</source>
   <translation>Besucher</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>Seitenaufrufe</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>Absprungrate</translation>
  </message>
  <message>
   <source>Segment</source>
   <translation>Segment</translation>
  </message>
  <message>
   <source>Segments</source>
   <translation>Segmente</translation>
  </message>
  <message>
   <source>New segment…</source>
   <translation>Neues Segment…</translation>
  </message>
  <message>
   <source>Edit segment…</source>
   <translation>Segment bearbeiten…</translation>
  </message>
  <message>
   <source>Show on the overview</source>
   <translation>In der Übersicht zeigen</translation>
  </message>
  <message numerus="yes">
   <source>%1 segments</source>
   <translation>
    <numerusform>%1 Segment</numerusform>
    <numerusform>%1 Segmente</numerusform>
   </translation>
  </message>
  <message>
   <source>No segments yet</source>
   <translation>Noch keine Segmente</translation>
  </message>
  <message>
   <source>A segment keeps filters under a name, such as visitors from one country who came by a newsletter. Filters that are set can also be saved with the link beside them.</source>
   <translation>Ein Segment hält Filter unter einem Namen fest, etwa Besucher aus einem Land, die über einen Newsletter kamen. Gesetzte Filter lassen sich auch mit dem Link daneben speichern.</translation>
  </message>
  <message>
   <source>The segment %1 has been deleted</source>
   <translation>Das Segment %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>vorher: %1</translation>
  </message>
 </context>
 <context>
  <name>server</name>
  <message>
   <source>Connecting…</source>
   <translation>Verbindet…</translation>
  </message>
  <message>
   <source>Not connected</source>
   <translation>Nicht verbunden</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestoppt</translation>
  </message>
  <message>
   <source>Starting…</source>
   <translation>Startet…</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Stoppt…</translation>
  </message>
  <message>
   <source>Not running</source>
   <translation>Läuft nicht</translation>
  </message>
 </context>
 <context>
  <name>sessions</name>
  <message>
   <source>Last seen</source>
   <translation>Zuletzt gesehen</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>Live</translation>
  </message>
  <message>
   <source>Time of the newest event. A visit is live until 30 minutes pass without one.</source>
   <translation>Zeit des neuesten Ereignisses. Ein Besuch ist live, bis 30 Minuten ohne Ereignis vergehen.</translation>
  </message>
  <message>
   <source>Entry page</source>
   <translation>Einstiegsseite</translation>
  </message>
  <message>
   <source>Started</source>
   <translation>Begonnen</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Campaign</source>
   <translation>Kampagne</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>Dauer</translation>
  </message>
  <message>
   <source>Visit</source>
   <translation>Besuch</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Page or event</source>
   <translation>Seite oder Ereignis</translation>
  </message>
  <message>
   <source>one page</source>
   <translation>eine Seite</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source> ms</source>
   <translation> ms</translation>
  </message>
  <message>
   <source> hours</source>
   <translation> Stunden</translation>
  </message>
  <message>
   <source> days</source>
   <translation> Tage</translation>
  </message>
  <message>
   <source>Delete events after</source>
   <translation>Ereignisse löschen nach</translation>
  </message>
  <message>
   <source>Older events leave the database for good.</source>
   <translation>Ältere Ereignisse werden endgültig aus der Datenbank entfernt.</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>City database</source>
   <translation>Städtedatenbank</translation>
  </message>
  <message>
   <source>File in MaxMind's format (MMDB) that regions and cities come from.</source>
   <translation>Datei im Format von MaxMind (MMDB), aus der Regionen und Städte stammen.</translation>
  </message>
  <message>
   <source>Visitor ids</source>
   <translation>Besucher-IDs</translation>
  </message>
  <message>
   <source>How visitors are told apart without cookies.</source>
   <translation>Wie Besucher ohne Cookies unterschieden werden.</translation>
  </message>
  <message>
   <source>By the published formula</source>
   <translation>Nach der veröffentlichten Formel</translation>
  </message>
  <message>
   <source>With a secret that is new every day</source>
   <translation>Mit einem täglich neuen Geheimnis</translation>
  </message>
  <message>
   <source>Memory of the database</source>
   <translation>Arbeitsspeicher der Datenbank</translation>
  </message>
  <message>
   <source>At most this much, such as 512MB or 2GiB. Large reports are faster with more.</source>
   <translation>Höchstens so viel, etwa 512MB oder 2GiB. Große Berichte sind mit mehr schneller.</translation>
  </message>
  <message>
   <source>Folder for backups</source>
   <translation>Ordner für Sicherungen</translation>
  </message>
  <message>
   <source>On another disk, if there is one. Without a folder none are made on a schedule.</source>
   <translation>Auf einem anderen Datenträger, wenn es einen gibt. Ohne Ordner werden keine nach Zeitplan gemacht.</translation>
  </message>
  <message>
   <source>Make a backup every</source>
   <translation>Sicherung alle</translation>
  </message>
  <message>
   <source>Also after a time off.</source>
   <translation>Auch nach einer Zeit, in der das Programm aus war.</translation>
  </message>
  <message>
   <source>Backups to keep</source>
   <translation>Sicherungen, die bleiben</translation>
  </message>
  <message>
   <source>Older ones are removed.</source>
   <translation>Ältere werden entfernt.</translation>
  </message>
  <message>
   <source>Remove backups after</source>
   <translation>Sicherungen entfernen nach</translation>
  </message>
  <message>
   <source>The newest one always stays.</source>
   <translation>Die neueste bleibt immer.</translation>
  </message>
  <message>
   <source>Write to the log</source>
   <translation>Ins Protokoll schreiben</translation>
  </message>
  <message>
   <source>Lines below this level are left out.</source>
   <translation>Zeilen unter dieser Stufe entfallen.</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>Alles</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>Was geschieht</translation>
  </message>
  <message>
   <source>Warnings and errors</source>
   <translation>Warnungen und Fehler</translation>
  </message>
  <message>
   <source>Errors only</source>
   <translation>Nur Fehler</translation>
  </message>
  <message>
   <source>Port</source>
   <translation>Port</translation>
  </message>
  <message>
   <source>The number after the colon in the address of this server.</source>
   <translation>Die Zahl nach dem Doppelpunkt in der Adresse dieses Servers.</translation>
  </message>
  <message>
   <source>Any free port</source>
   <translation>Ein beliebiger freier Port</translation>
  </message>
  <message>
   <source>Listen on</source>
   <translation>Erreichbar über</translation>
  </message>
  <message>
   <source>“localhost” is this computer only, “all” every network; or one address of this computer.</source>
   <translation>„localhost“ ist nur dieser Computer, „all“ jedes Netzwerk; oder eine Adresse dieses Computers.</translation>
  </message>
  <message>
   <source>Address for others</source>
   <translation>Adresse für andere</translation>
  </message>
  <message>
   <source>Share links begin with it. Set it when visitors reach the server by a name of its own.</source>
   <translation>Freigabelinks beginnen damit. Nötig, wenn Besucher den Server unter einem eigenen Namen erreichen.</translation>
  </message>
  <message>
   <source>Address in the snippet</source>
   <translation>Adresse im Snippet</translation>
  </message>
  <message>
   <source>The pages you count load the script from here.</source>
   <translation>Von hier laden die gezählten Seiten das Skript.</translation>
  </message>
  <message>
   <source>Further names of this server</source>
   <translation>Weitere Namen dieses Servers</translation>
  </message>
  <message>
   <source>Names, one a line, under which requests are answered besides the addresses above.</source>
   <translation>Namen, einer pro Zeile, unter denen neben den obigen Adressen geantwortet wird.</translation>
  </message>
  <message>
   <source>Pages that may read reports</source>
   <translation>Seiten, die Berichte lesen dürfen</translation>
  </message>
  <message>
   <source>Origins, one a line, such as https://example.com, whose scripts may ask this server.</source>
   <translation>Ursprünge, einer pro Zeile, etwa https://example.com, deren Skripte diesen Server fragen dürfen.</translation>
  </message>
  <message>
   <source>Trusted proxies</source>
   <translation>Vertrauenswürdige Proxys</translation>
  </message>
  <message>
   <source>Addresses or networks, one a line, that are trusted to name a visitor's address.</source>
   <translation>Adressen oder Netze, eine Angabe pro Zeile, denen die Adresse eines Besuchers geglaubt wird.</translation>
  </message>
  <message>
   <source>Open connections</source>
   <translation>Offene Verbindungen</translation>
  </message>
  <message>
   <source>At most this many at once. A new one then replaces one that waits.</source>
   <translation>Höchstens so viele gleichzeitig. Eine neue ersetzt dann eine wartende.</translation>
  </message>
  <message>
   <source>Connections from one address</source>
   <translation>Verbindungen von einer Adresse</translation>
  </message>
  <message>
   <source>Trusted proxies have no such limit.</source>
   <translation>Für vertrauenswürdige Proxys gilt das nicht.</translation>
  </message>
  <message>
   <source>Sign-in</source>
   <translation>Anmeldung</translation>
  </message>
  <message>
   <source>Who may read the reports and change the sites. Counting needs no sign-in.</source>
   <translation>Wer Berichte lesen und Websites ändern darf. Das Zählen braucht keine Anmeldung.</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>A password from the environment</source>
   <translation>Ein Passwort aus der Umgebungsvariablen</translation>
  </message>
  <message>
   <source>The administrator's password</source>
   <translation>Das Passwort des Administrators</translation>
  </message>
  <message>
   <source>Stay signed in for</source>
   <translation>Angemeldet bleiben für</translation>
  </message>
  <message>
   <source>Then the password is asked for again.</source>
   <translation>Danach wird wieder nach dem Passwort gefragt.</translation>
  </message>
  <message>
   <source>Memory to check a password</source>
   <translation>Arbeitsspeicher für die Passwortprüfung</translation>
  </message>
  <message>
   <source>More makes guessing slower, and signing in as well.</source>
   <translation>Mehr erschwert das Erraten, verlangsamt aber auch das Anmelden.</translation>
  </message>
  <message>
   <source> KiB</source>
   <translation> KiB</translation>
  </message>
  <message>
   <source>Certificate</source>
   <translation>Zertifikat</translation>
  </message>
  <message>
   <source>File with the whole chain (PEM). A renewed file is loaded without a restart.</source>
   <translation>Datei mit der ganzen Kette (PEM). Eine erneuerte Datei wird ohne Neustart geladen.</translation>
  </message>
  <message>
   <source>Private key</source>
   <translation>Privater Schlüssel</translation>
  </message>
  <message>
   <source>File of the key of that certificate (PEM), without a passphrase.</source>
   <translation>Datei mit dem Schlüssel dieses Zertifikats (PEM), ohne Passphrase.</translation>
  </message>
  <message>
   <source>Cookies over HTTPS only</source>
   <translation>Cookies nur über HTTPS</translation>
  </message>
  <message>
   <source>The server decides by its own address and the trusted proxies.</source>
   <translation>Der Server entscheidet nach seiner Adresse und den vertrauenswürdigen Proxys.</translation>
  </message>
  <message>
   <source>Decided by the server</source>
   <translation>Entscheidet der Server</translation>
  </message>
  <message>
   <source>Always</source>
   <translation>Immer</translation>
  </message>
  <message>
   <source>Requests from one address</source>
   <translation>Anfragen von einer Adresse</translation>
  </message>
  <message>
   <source>Visits beyond it are refused. A company's network may share one address.</source>
   <translation>Besuche darüber werden abgewiesen. Ein Firmennetz kann sich eine Adresse teilen.</translation>
  </message>
  <message>
   <source> a minute</source>
   <translation> pro Minute</translation>
  </message>
  <message>
   <source>No limit</source>
   <translation>Keine Grenze</translation>
  </message>
  <message>
   <source>Turn that limit off</source>
   <translation>Diese Grenze ausschalten</translation>
  </message>
  <message>
   <source>The same as “No limit” above.</source>
   <translation>Dasselbe wie „Keine Grenze“ oben.</translation>
  </message>
  <message>
   <source>Addresses kept for that limit</source>
   <translation>Für diese Grenze gemerkte Adressen</translation>
  </message>
  <message>
   <source>The oldest are forgotten first.</source>
   <translation>Die ältesten werden zuerst vergessen.</translation>
  </message>
  <message>
   <source>Events per site</source>
   <translation>Ereignisse pro Website</translation>
  </message>
  <message>
   <source>Events beyond it are dropped. A site may have a limit of its own.</source>
   <translation>Ereignisse darüber werden verworfen. Eine Website kann eine eigene Grenze haben.</translation>
  </message>
  <message>
   <source> a second</source>
   <translation> pro Sekunde</translation>
  </message>
  <message>
   <source>Waiting events per site</source>
   <translation>Wartende Ereignisse pro Website</translation>
  </message>
  <message>
   <source>Store events after</source>
   <translation>Ereignisse speichern nach</translation>
  </message>
  <message>
   <source>The longest time until an event is in the database. It is safe on disk before.</source>
   <translation>Die längste Zeit, bis ein Ereignis in der Datenbank ist. Auf der Platte ist es schon vorher sicher.</translation>
  </message>
  <message>
   <source>Or after so many events</source>
   <translation>Oder nach so vielen Ereignissen</translation>
  </message>
  <message>
   <source>Then they are stored at once.</source>
   <translation>Dann werden sie sofort gespeichert.</translation>
  </message>
  <message>
   <source>Have the disk confirm</source>
   <translation>Von der Platte bestätigen lassen</translation>
  </message>
  <message>
   <source>What a power failure may cost: the last moment, nothing, or what was still in memory.</source>
   <translation>Was ein Stromausfall kosten kann: den letzten Augenblick, nichts, oder was noch im Arbeitsspeicher war.</translation>
  </message>
  <message>
   <source>In short intervals</source>
   <translation>In kurzen Abständen</translation>
  </message>
  <message>
   <source>Every request</source>
   <translation>Jede Anfrage</translation>
  </message>
  <message>
   <source>Waiting events</source>
   <translation>Wartende Ereignisse</translation>
  </message>
  <message>
   <source>Beyond it the server refuses events until there is room.</source>
   <translation>Darüber weist der Server Ereignisse ab, bis wieder Platz ist.</translation>
  </message>
  <message>
   <source>Events stored at a time</source>
   <translation>Ereignisse je Speichervorgang</translation>
  </message>
  <message>
   <source>In one transaction of the database.</source>
   <translation>In einer Transaktion der Datenbank.</translation>
  </message>
  <message>
   <source>Requests stored at a time</source>
   <translation>Anfragen je Speichervorgang</translation>
  </message>
  <message>
   <source>Try again after</source>
   <translation>Erneut versuchen nach</translation>
  </message>
  <message>
   <source>Time after the first write that failed. It grows with each further one.</source>
   <translation>Zeit nach dem ersten fehlgeschlagenen Schreiben. Sie wächst mit jedem weiteren.</translation>
  </message>
  <message>
   <source>Try again at the latest after</source>
   <translation>Spätestens erneut versuchen nach</translation>
  </message>
  <message>
   <source>The longest time after writes that failed.</source>
   <translation>Die längste Zeit nach fehlgeschlagenem Schreiben.</translation>
  </message>
  <message>
   <source>Open sessions in memory</source>
   <translation>Offene Sitzungen im Arbeitsspeicher</translation>
  </message>
  <message>
   <source>Further ones are read from the database.</source>
   <translation>Weitere werden aus der Datenbank gelesen.</translation>
  </message>
  <message>
   <source>Fast lane</source>
   <translation>Überholspur</translation>
  </message>
  <message>
   <source>Answers ordinary requests by a shorter way. Turn it off only to find a fault.</source>
   <translation>Beantwortet gewöhnliche Anfragen auf kürzerem Weg. Nur zur Fehlersuche ausschalten.</translation>
  </message>
  <message>
   <source>Mail server</source>
   <translation>Mailserver</translation>
  </message>
  <message>
   <source>Sends reports and alerts by e-mail (SMTP).</source>
   <translation>Sendet Berichte und Warnungen per E-Mail (SMTP).</translation>
  </message>
  <message>
   <source>Port of the mail server</source>
   <translation>Port des Mailservers</translation>
  </message>
  <message>
   <source>Usually 587 or 465.</source>
   <translation>Meist 587 oder 465.</translation>
  </message>
  <message>
   <source>Encryption of mail</source>
   <translation>Verschlüsselung der Mail</translation>
  </message>
  <message>
   <source>Mail and password are never sent openly, except to a mail server on this computer.</source>
   <translation>Mail und Passwort werden nie offen gesendet, außer an einen Mailserver auf diesem Computer.</translation>
  </message>
  <message>
   <source>By the port</source>
   <translation>Je nach Port</translation>
  </message>
  <message>
   <source>TLS</source>
   <translation>TLS</translation>
  </message>
  <message>
   <source>STARTTLS</source>
   <translation>STARTTLS</translation>
  </message>
  <message>
   <source>None, only on this computer</source>
   <translation>Keine, nur auf diesem Computer</translation>
  </message>
  <message>
   <source>Sender of mail</source>
   <translation>Absender der Mail</translation>
  </message>
  <message>
   <source>Many mail servers accept only an address of their own.</source>
   <translation>Viele Mailserver nehmen nur eine eigene Adresse an.</translation>
  </message>
  <message>
   <source>User of the mail server</source>
   <translation>Benutzer des Mailservers</translation>
  </message>
  <message>
   <source>Empty when it asks for no sign-in.</source>
   <translation>Leer, wenn er keine Anmeldung verlangt.</translation>
  </message>
  <message>
   <source>Password of the mail server</source>
   <translation>Passwort des Mailservers</translation>
  </message>
  <message>
   <source>Often one that the provider makes for programs. It is stored in the settings file.</source>
   <translation>Oft eines, das der Anbieter für Programme ausstellt. Es steht in der Einstellungsdatei.</translation>
  </message>
  <message>
   <source>Only pretend to send mail</source>
   <translation>Mail nur zum Schein senden</translation>
  </message>
  <message>
   <source>Everything else goes on as if it was sent.</source>
   <translation>Alles Übrige läuft, als wäre sie gesendet.</translation>
  </message>
  <message>
   <source>API keys may use SQL</source>
   <translation>API-Schlüssel dürfen SQL verwenden</translation>
  </message>
  <message>
   <source>Keys of the scope admin then read all websites by SQL, as the SQL page does.</source>
   <translation>Schlüssel mit dem Umfang admin lesen dann alle Websites mit SQL, wie die Seite SQL.</translation>
  </message>
  <message>
   <source>Private networks for webhooks</source>
   <translation>Private Netze für Webhooks</translation>
  </message>
  <message>
   <source>Webhooks reach the public internet alone, and these networks or addresses, one a line.</source>
   <translation>Webhooks erreichen nur das öffentliche Internet und diese Netze oder Adressen, je eine Zeile.</translation>
  </message>
  <message>
   <source>Look for what is due every</source>
   <translation>Nach Fälligem sehen alle</translation>
  </message>
  <message>
   <source>Reports to send, and alerts that fire.</source>
   <translation>Berichte zum Senden und Warnungen, die auslösen.</translation>
  </message>
  <message>
   <source> seconds</source>
   <translation> Sekunden</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>Datenordner</translation>
  </message>
  <message>
   <source>Where the database, the journal and the log are.</source>
   <translation>Wo Datenbank, Journal und Protokoll liegen.</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>For sign-in with a password from the environment.</source>
   <translation>Für die Anmeldung mit einem Passwort aus der Umgebungsvariablen.</translation>
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation>Bootstrap-Passwort</translation>
  </message>
  <message>
   <source>Needed to set up the administrator from another device.</source>
   <translation>Nötig, um den Administrator von einem anderen Gerät aus einzurichten.</translation>
  </message>
  <message>
   <source>Begin with an empty database</source>
   <translation>Mit leerer Datenbank beginnen</translation>
  </message>
  <message>
   <source>Although the journal belongs to one that is missing.</source>
   <translation>Obwohl das Journal zu einer fehlenden gehört.</translation>
  </message>
  <message>
   <source>Operation</source>
   <translation>Betrieb</translation>
  </message>
  <message>
   <source>A server in a window is self-hosted. In cloud mode it runs without one.</source>
   <translation>Ein Server im Fenster wird selbst betrieben. Im Cloud-Betrieb läuft er ohne Fenster.</translation>
  </message>
  <message>
   <source>Self-hosted</source>
   <translation>Selbst betrieben</translation>
  </message>
  <message>
   <source>Cloud</source>
   <translation>Cloud</translation>
  </message>
  <message>
   <source>ClickHouse</source>
   <translation>ClickHouse</translation>
  </message>
  <message>
   <source>Where the events are in cloud mode.</source>
   <translation>Wo die Ereignisse im Cloud-Betrieb liegen.</translation>
  </message>
  <message>
   <source>PostgreSQL</source>
   <translation>PostgreSQL</translation>
  </message>
  <message>
   <source>Where all but the events is in cloud mode.</source>
   <translation>Wo alles außer den Ereignissen im Cloud-Betrieb liegt.</translation>
  </message>
  <message>
   <source>Data and log</source>
   <translation>Daten und Protokoll</translation>
  </message>
  <message>
   <source>Address and network</source>
   <translation>Adresse und Netzwerk</translation>
  </message>
  <message>
   <source>HTTPS</source>
   <translation>HTTPS</translation>
  </message>
  <message>
   <source>Limits that protect the server</source>
   <translation>Grenzen zum Schutz des Servers</translation>
  </message>
  <message>
   <source>Storing</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Mail and webhooks</source>
   <translation>Mail und Webhooks</translation>
  </message>
  <message>
   <source>Set where the server is started</source>
   <translation>Wird beim Start des Servers festgelegt</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Ein</translation>
  </message>
 </context>
 <context>
  <name>sharing</name>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Paths, never query strings</source>
   <translation>Pfade, nie Suchparameter</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Names, never their data</source>
   <translation>Namen, nie ihre Daten</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Referring sites and campaigns</source>
   <translation>Verweisende Websites und Kampagnen</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Countries, regions and cities</source>
   <translation>Länder, Regionen und Städte</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>Systeme</translation>
  </message>
  <message>
   <source>Browsers, operating systems, devices, screens and languages</source>
   <translation>Browser, Betriebssysteme, Geräte, Bildschirme und Sprachen</translation>
  </message>
 </context>
 <context>
  <name>site</name>
  <message>
   <source>No site yet</source>
   <translation>Noch keine Website</translation>
  </message>
  <message>
   <source>Ask an owner or an admin of the tenant to add one.</source>
   <translation>Bitten Sie einen Inhaber oder Administrator des Mandanten, eine hinzuzufügen.</translation>
  </message>
  <message>
   <source>Add a site to see who visits it, or look around with sample data.</source>
   <translation>Fügen Sie eine Website hinzu, um zu sehen, wer sie besucht, oder sehen Sie sich mit Beispieldaten um.</translation>
  </message>
  <message>
   <source>Add site…</source>
   <translation>Website hinzufügen…</translation>
  </message>
 </context>
 <context>
  <name>snippets</name>
  <message>
   <source>Direct</source>
   <translation>Direkt</translation>
  </message>
  <message>
   <source>First-party path</source>
   <translation>Eigene Domain</translation>
  </message>
  <message>
   <source>Paste this line into every page, before &lt;/head&gt;.</source>
   <translation>Diese Zeile in jede Seite einfügen, vor &lt;/head&gt;.</translation>
  </message>
  <message>
   <source>Served from your own domain, so ad blockers let it through. Your web server forwards %1 to this server: see Caddy and nginx.</source>
   <translation>Kommt von Ihrer eigenen Domain, deshalb lassen Werbeblocker es durch. Ihr Webserver leitet %1 an diesen Server weiter: siehe Caddy und nginx.</translation>
  </message>
  <message>
   <source>Add this to the block of the site in your Caddyfile, then use the first-party snippet.</source>
   <translation>Dies in den Block der Website im Caddyfile einfügen, dann das Snippet „Eigene Domain“ benutzen.</translation>
  </message>
  <message>
   <source>Add this to the server block of the site in nginx, then use the first-party snippet.</source>
   <translation>Dies in den server-Block der Website in nginx einfügen, dann das Snippet „Eigene Domain“ benutzen.</translation>
  </message>
 </context>
 <context>
  <name>steps</name>
  <message>
   <source>Steps of the funnel</source>
   <translation>Schritte des Trichters</translation>
  </message>
  <message>
   <source>Nobody took the first step</source>
   <translation>Niemand ist den ersten Schritt gegangen</translation>
  </message>
  <message>
   <source>No session of these days reached it. Choose other days, or remove a filter.</source>
   <translation>Keine Sitzung dieser Tage hat ihn erreicht. Bitte andere Tage wählen oder einen Filter entfernen.</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions went all the way: %3</source>
   <translation>
    <numerusform>%1 von %2 Sitzung ging alle Schritte: %3</numerusform>
    <numerusform>%1 von %2 Sitzungen gingen alle Schritte: %3</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>story</name>
  <message numerus="yes">
   <source>%1 visitors yesterday.</source>
   <translation>
    <numerusform>%1 Besucher gestern.</numerusform>
    <numerusform>%1 Besucher gestern.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, %2 more than on a usual %3.</source>
   <translation>
    <numerusform>%1 Besucher gestern, %2 mehr als an einem gewöhnlichen %3.</numerusform>
    <numerusform>%1 Besucher gestern, %2 mehr als an einem gewöhnlichen %3.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, %2 fewer than on a usual %3.</source>
   <translation>
    <numerusform>%1 Besucher gestern, %2 weniger als an einem gewöhnlichen %3.</numerusform>
    <numerusform>%1 Besucher gestern, %2 weniger als an einem gewöhnlichen %3.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, as many as on a usual %3.</source>
   <translation>
    <numerusform>%1 Besucher gestern, so viele wie an einem gewöhnlichen %3.</numerusform>
    <numerusform>%1 Besucher gestern, so viele wie an einem gewöhnlichen %3.</numerusform>
   </translation>
  </message>
  <message>
   <source>Most came directly.</source>
   <translation>Die meisten kamen direkt.</translation>
  </message>
  <message>
   <source>Most came from %1.</source>
   <translation>Die meisten kamen von %1.</translation>
  </message>
  <message>
   <source>The strongest source was %1.</source>
   <translation>Die stärkste Herkunft war %1.</translation>
  </message>
 </context>
 <context>
  <name>subscriptions</name>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
  <message>
   <source>To</source>
   <translation>An</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächstes</translation>
  </message>
  <message>
   <source>Subscriptions</source>
   <translation>Abonnements</translation>
  </message>
  <message>
   <source>New subscription…</source>
   <translation>Neues Abonnement…</translation>
  </message>
  <message>
   <source>Edit subscription…</source>
   <translation>Abonnement bearbeiten…</translation>
  </message>
  <message numerus="yes">
   <source>%1 subscriptions</source>
   <translation>
    <numerusform>%1 Abonnement</numerusform>
    <numerusform>%1 Abonnements</numerusform>
   </translation>
  </message>
  <message>
   <source>No subscriptions yet</source>
   <translation>Noch keine Abonnements</translation>
  </message>
  <message>
   <source>A subscription sends a report every day, week or month: by e-mail, or to Slack, Discord, ntfy or a program of yours. The server sends it, so it has to run at that time; what it missed is sent later.</source>
   <translation>Ein Abonnement sendet jeden Tag, jede Woche oder jeden Monat einen Bericht: per E-Mail oder an Slack, Discord, ntfy oder ein eigenes Programm. Der Server sendet ihn und muss dazu laufen; was er versäumt hat, sendet er später.</translation>
  </message>
  <message>
   <source>The subscription %1 has been deleted</source>
   <translation>Das Abonnement %1 wurde gelöscht</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>ausgeschaltet</translation>
  </message>
  <message>
   <source>at %1, %2</source>
   <translation>um %1, %2</translation>
  </message>
  <message>
   <source>webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>last: %1</source>
   <translation>zuletzt: %1</translation>
  </message>
  <message>
   <source>%1 to %2</source>
   <translation>%1 an %2</translation>
  </message>
  <message>
   <source>Whole site</source>
   <translation>Ganze Website</translation>
  </message>
  <message>
   <source>A report that no longer exists</source>
   <translation>Ein Bericht, den es nicht mehr gibt</translation>
  </message>
  <message>
   <source>Send now</source>
   <translation>Jetzt senden</translation>
  </message>
  <message>
   <source>Every day</source>
   <translation>Jeden Tag</translation>
  </message>
  <message>
   <source>Every week</source>
   <translation>Jede Woche</translation>
  </message>
  <message>
   <source>Every month</source>
   <translation>Jeden Monat</translation>
  </message>
 </context>
</TS>
