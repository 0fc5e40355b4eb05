<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Sparklytics Desktop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Web analytics for small sites, on your own computer. No cookies, no stored IP addresses, no cloud.

Free software under the MIT licence. Built with Qt %1 and DuckDB.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AccessCard</name>
  <message>
   <source>Only this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other devices on my network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who may connect</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Require a password…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server runs on another computer. Access is set there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anyone on your network can read the reports and change your sites: sign-in is off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Devices that can reach the address %1, after signing in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Devices on your network, after signing in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other devices cannot connect, and neither can visitors of your pages.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is set by the environment or the command line.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>QR code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>QR code of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan it with a device on the same network, or type the address there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let other devices on your network connect?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They have to sign in, with the password or an API key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let them connect</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign-in is off: anyone on your network could read the reports and change your sites.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without a password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Require a password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Allow only this computer to connect?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other devices can no longer connect, and neither can visitors of your pages.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server restarts and is unavailable for a moment.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AccountPage</name>
  <message>
   <source>Not available with an API key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This window is connected with an API key. Sign in with the password to view and change this.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign in with the password…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AddressStep</name>
  <message>
   <source>Connect to a server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect to a Sparklytics server that runs elsewhere, such as on a NAS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recent servers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the server on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the address of the server.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forget %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ApiKeysPage</name>
  <message>
   <source>Revoke…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New API key…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Permissions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>API keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>API keys require sign-in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server does not require sign-in, so a key would protect nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn sign-in on first, then create keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to Security</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No API keys yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A key gives a script, or the window on another computer, access without the password.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 active key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 active keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Revoke “%1”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Programs that use the key %1… lose access at once. This cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Revoke %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Revoke API key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has been revoked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read reports</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read and edit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Full access</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Never used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>created %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Revoked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Active</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no expiry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Expired</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>until %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Application</name>
  <message>
   <source>Something unexpected went wrong. The log has the details.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Background</name>
  <message>
   <source>Visits are counted only while Sparklytics is running. It can keep running in the tray without a window. Your choice is saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep collecting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep collecting in the background?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sparklytics keeps collecting. Click its icon to open the window again.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Banners</name>
  <message>
   <source>Sample data: these visits are invented, so that you can look around.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server is stopped. Visits are not counted until it runs again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BreakdownPanel</name>
  <message>
   <source>Search all rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No matches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No row contains “%1”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No data yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No visit in this range has a value here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 loaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exclude this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sort by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save all rows as CSV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as CSV</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Could not write %1: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved %1 of %2 rows to %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved %1 rows to %3.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Bridge</name>
  <message>
   <source>Something unexpected went wrong. The log has the details.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server closed the connection.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CachesModel</name>
  <message>
   <source>Cache</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hit rate</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Chart</name>
  <message>
   <source>Saved the chart as %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Could not write %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as SVG…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG images (*.png)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SVG images (*.svg)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save chart</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Chip</name>
  <message>
   <source>is not</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1. Click to remove this filter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove filter: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Go to a page, a site, a range or an action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Matches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No matches</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ComparePicker</name>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous year</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare with other days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparison: %1 %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ConnectDialog</name>
  <message>
   <source>Connect to server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stay signed in on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This connection is not encrypted. Use it only on a network you trust, or use an https address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waiting for the server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stored in your system's keyring. The password itself is never stored.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your system has no keyring for this, so you will have to sign in again at the next start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your saved sign-in has expired. Please sign in again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server has been set up in the meantime. Sign in with its password.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This key is not valid here. It may have expired or been revoked.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CopyButton</name>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CountList</name>
  <message>
   <source>Nothing yet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DateRangePicker</name>
  <message>
   <source>Earlier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Range: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EmbedCard</name>
  <message>
   <source>Nowhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On these sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On any site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Embedding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sites that can show the public page in a frame, such as your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sites, one per line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Embed code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste this code where the reports should appear.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FirstRun</name>
  <message>
   <source>Your site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Snippet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First visit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the dashboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which site do you want to measure? Your data stays on your own server.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Welcome to Sparklytics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I have pasted it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add this to your pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script is small, sets no cookies and does not slow your pages down.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open dashboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the snippet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now visit your site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open any page with the snippet. The visit appears here within seconds.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FirstVisit</name>
  <message>
   <source>Snippet to paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy snippet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waiting for the first visitor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste this line into the &lt;head&gt; of every page, then open your site in a browser.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waiting for the first visitor…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your first visitor is here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It works. The numbers will appear in a few seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First visit received</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Header</name>
  <message>
   <source>Sample data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refresh (F5)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HoverCard</name>
  <message>
   <source>compared with %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>KeyDialog</name>
  <message>
   <source>New API key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Monthly report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close without the key?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You have not copied it, and it cannot be shown again. You would have to create another key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Create key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where you will use it, so you know later which key to revoke.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The new API key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy it now: it will not be shown again. Anyone who has it can use it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read reports (read)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reports and the list of sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read and edit (write)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also edit sites and what belongs to them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Full access (admin)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also live events and the server status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Permissions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Expires</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Never</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In 30 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In 90 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In a year</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After a date…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“%1” is ready</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>Visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pageviews</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dashed: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LineHistory</name>
  <message>
   <source>Now %1, highest of the last five minutes %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No readings yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>max %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LinkCard</name>
  <message>
   <source>Address of the public page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open in browser</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop sharing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anyone with this link can see the reports, up to %1 days at a time, without signing in. Search engines are asked not to list it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Public link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This address works only on the computer that runs the server. For other computers, set public_url under Server, Settings.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LiveEventsModel</name>
  <message>
   <source>Event</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pageview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Direct</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Page or event</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browser</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LogCard</name>
  <message>
   <source>Event</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Origin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Security log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show older</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LogView</name>
  <message>
   <source>Everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Info</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warnings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Errors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Minimum level</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to show at this level.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 lines</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Show the log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The language changes at the next start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No filter is set. Click a table row to filter by it, or Ctrl+click to exclude it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MinuteBars</name>
  <message>
   <source>Events per minute, last 30 minutes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 in the current minute, peak %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>30 min ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events per minute · peak %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 min ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>this minute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 event</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 events</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewPassword</name>
  <message>
   <source>New password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At least %1 characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This password is too long.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passwords match.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passwords do not match yet.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewPasswordStep</name>
  <message>
   <source>Choose a new password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server was set up with a publicly known password. Choose a new one to continue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Current password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the current password.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The new password must differ from the current one.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PasswordCard</name>
  <message>
   <source>Current password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changing it ends all other sessions. API keys keep working.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the current password.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password changed. All other sessions have ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The current password is incorrect.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlacesCard</name>
  <message>
   <source>Get DB-IP City Lite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server downloads some 60 MB from db-ip.com, once; nothing about your visitors is sent. Licence: CC BY 4.0, which asks to name DB-IP beside the places.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checking the file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regions and cities come from %1%2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Countries are known. A city database adds regions and cities.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a city database</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>City databases (*.mmdb *.mmdb.gz);;All files (*)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>QrDialog</name>
  <message>
   <source>Address as QR code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>QR code of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RangeCalendar</name>
  <message>
   <source>Calendar: choose the first and the last day</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RealtimePage</name>
  <message>
   <source>Pages now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sources now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visitors now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in the last 30 minutes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Newest events</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Happening now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 visitors in the last 30 minutes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 in the last 5 minutes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Newest %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sample data has no live visits. Add a site of your own to see visits arrive.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No visitors right now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visits appear here as they happen. Is the snippet on your pages?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the snippet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RemoteLogin</name>
  <message>
   <source>You are not signed in to %1.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SearchField</name>
  <message>
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SecondFactorCard</name>
  <message>
   <source>Turn on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second factor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the password is required. With a second factor, signing in also takes a code from your phone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 recovery code left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 recovery codes left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On since %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its secret is missing from the data folder, so only recovery codes work. Turn it off with one of them and then on again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You have few recovery codes left. Turn the second factor off and on again to get new ones.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SecretLine</name>
  <message>
   <source>Show the text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SectionsCard</name>
  <message>
   <source>Contents</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The totals, the chart, and these breakdowns:</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SecurityPage</name>
  <message>
   <source>This server does not require sign-in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>client %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Server's computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remote</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Administrator set up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrong password or code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locked after failed attempts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password reset on the command line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>API key created</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>API key revoked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Session ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All other sessions ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second factor turned on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second factor turned off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recovery code used</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ServerPage</name>
  <message>
   <source>Sections of the Server page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Port</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server runs on another computer. Start and stop it there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set by the environment or the command line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A new port takes effect after a restart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Version %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>up for %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>process %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server is not responding. Trying again. %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the administrator, or an API key with the scope admin, can see the state and log of this server.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SessionsCard</name>
  <message>
   <source>No one is signed in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Client</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last seen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Expires</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sessions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>End session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>End all other sessions…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window or program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>since %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People signed in elsewhere have to sign in again. API keys keep working.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>End all other sessions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>End all sessions except this one?</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SetUpStep</name>
  <message>
   <source>Set up this server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server is new. Choose a password for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server printed it when it started and stores it in the file bootstrap-password in its data folder. If SPARKLYTICS_BOOTSTRAP_PASSWORD is set, use its value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the bootstrap password.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsModel</name>
  <message>
   <source>Setting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it does</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>command line, pinned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>environment, pinned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>you</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>default</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsPanel</name>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This server runs on another computer. Change its settings there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double-click a value, or press F2, to change it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved. The change takes effect when the server restarts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restart now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dismiss</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SharingPage</name>
  <message>
   <source>Anyone with the link can see the reports of this site without signing in. You choose what it shows, and can replace it or turn it off at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only you can see these reports</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Create a public link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace the link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace the link with a new one?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The old link stops working at once, wherever you have sent or embedded it. This cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The link has been replaced. The old one no longer works.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep sharing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop sharing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop sharing these reports?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The link stops working at once, wherever you have sent or embedded it. Sharing again creates a new link with the same choices.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The link no longer works.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In tables: click filters, Ctrl+click excludes, / searches, Ctrl+C copies.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In charts: ↑ and ↓ read single values, Enter zooms in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShownOnceDialog</name>
  <message>
   <source>Close anyway</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go back</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SignInCard</name>
  <message>
   <source>Require a password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign-in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign-in is off: anyone who can reach this server can read the reports and change the sites. That is fine as long as only this computer can reach it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People sign in with the password set in SPARKLYTICS_PASSWORD where the server runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People sign in with the administrator's password, programs with an API key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This window does not need to: it belongs to the server.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No one can sign in yet: choose the administrator's password. Until then, anyone with the bootstrap password can set it from another device.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The one set in SPARKLYTICS_BOOTSTRAP_PASSWORD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bootstrap password, for setting up from another device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The bootstrap password is incorrect.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is set by the environment or the command line.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next you choose the password. Visits are still counted without one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Require a password from now on?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anyone who can reach the server can then read the reports and change the sites, even without an API key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Allow access without a password?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server restarts and is unavailable for a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SignInStep</name>
  <message>
   <source>Sign in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>API key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How to sign in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Authenticator code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Or use a recovery code.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Live numbers and the Server page need a key with the admin scope.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the API key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the password.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the current code from your authenticator.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SiteActions</name>
  <message>
   <source>%1 has been deleted</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SiteDialog</name>
  <message>
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Snippet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete site…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add this line to your pages, and visits appear here as they happen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the sample site?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its sample visits are deleted as well. Your own sites are not affected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete “%1”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This deletes every pageview, event and session recorded for %1, and the snippet on its pages stops counting. It cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the sample site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete site</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SiteForm</name>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Corner Shop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Domain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>shop.example.com</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time zone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without https:// or a path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Determines when a day starts and ends</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SitePicker</name>
  <message>
   <source>No site yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add your first site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Site: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 · sample data</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SnippetView</name>
  <message>
   <source>Snippet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text to paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This address works on this computer only. To count other visitors, use the first-party path or set the public address of the server under Server, Settings.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>Open the log folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Server settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Begin with an empty database</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connecting to %1…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use port %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Free the port and try again, or let Sparklytics use another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore the default of “%1”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Listen on this computer only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect to it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The port cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The address cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sparklytics is already running here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A setting is not valid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data cannot be opened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server is not responding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not a server address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign-in required</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Access denied</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The server did not start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Or begin with an empty database: the events in the journal are then set aside until the database with their websites is back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that the folder's disk is connected and not full, and that your account may write to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Free the port and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let only this computer connect for now, or choose another address in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You can set it again on the Server page once the server runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct it where it is set, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that it is running and that the address is correct.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect with the password or an API key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect with an API key of that server.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StartSecondFactorDialog</name>
  <message>
   <source>Second factor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn on the second factor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close without the recovery codes?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You have neither copied nor saved them, and they cannot be shown again. Without them and without your phone you cannot sign in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You need an authenticator: an app on your phone, or the one in your password manager.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Code from the authenticator</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan this code with your authenticator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Or enter this secret:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Store these recovery codes where you can find them without your phone. Each one works once in place of a code. They will not be shown again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recovery codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I have saved them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>QR code of the secret</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The second factor is on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save recovery codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatCard</name>
  <message>
   <source>before: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous period: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StateStack</name>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loading…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message>
   <source>Copy the address of the server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Queue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not connected, trying again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connected, without live numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy address %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 waiting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 events/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 stored today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 problems</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatusPanel</name>
  <message>
   <source>Queue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events waiting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accepted events per second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stored events per second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duration of the last flush in milliseconds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accepted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last flush</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>never</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>took %1 ms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 since the start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Taking them in…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 event was taken in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 events were taken in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 stays set aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 stay set aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stored today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events of this UTC day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events refused because the queue was full</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quarantined</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events set aside because they could not be stored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Oldest waiting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Age of the event that has waited longest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Journal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events on disk that are not yet in the database</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Database</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size of the database file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory of the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Caches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The clock is right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stores those whose website is known by now, and tries again what the database refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Health</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take in 1 event again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take in %1 events again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unknown while the server is not running.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StopSecondFactorDialog</name>
  <message>
   <source>Second factor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Authenticator code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep it on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Or use a recovery code.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your password alone will then be enough, and your recovery codes will stop working.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn off the second factor?</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <source>Dismiss</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrafficChart</name>
  <message>
   <source>Visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pageviews</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 to %2. %3 pageviews in total. Most visitors: %4, %5. Up and Down read single values.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Open Sparklytics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 visitor now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 visitors now</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WorldMap</name>
  <message>
   <source>visitors or more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pageviews</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 countries. Most visitors: %2. The arrows up and down read single countries.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No data.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_ChipBar</name>
  <message>
   <source>Filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bots included</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click to exclude bots again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear all</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_ComparePopup</name>
  <message>
   <source>No comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous year</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the first and the last day of the comparison.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last day is before the first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A comparison can be at most twice as long as its range.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_Heading</name>
  <message>
   <source>%1, group of pages</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_LiveCheck</name>
  <message>
   <source>Waiting for the first visit…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing yet? Pause your ad blocker and reload the page without the browser cache.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It works: your first visit is here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Direct</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_Options</name>
  <message>
   <source>View options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Chart steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Include bots</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_RangePopup</name>
  <message>
   <source>Key %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the first day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From %1. Choose the last day</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_SiteList</name>
  <message>
   <source>Search sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sites</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No matching site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add site…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_StepMarks</name>
  <message>
   <source>Step %1 of %2: %3</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>advice</name>
  <message>
   <source>Check that the server is running and that its address is correct.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign in again or enter another API key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a shorter range or remove a filter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wait a moment, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The Server page shows what is wrong with the database.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change the range or the filters, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It may have been deleted. Choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>If this keeps happening, check the log on the Server page.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>breakdown</name>
  <message>
   <source>Visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distinct visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visitors in the comparison range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change in visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of all visitors in the range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pageviews</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bounce</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of sessions with a single event</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duration</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Average length of a session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click to show only this, Ctrl+click to exclude it</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>breakdown_pages</name>
  <message>
   <source>Pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entry and exit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referrers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Channels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Campaigns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browsers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Systems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Devices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Screens</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>commands</name>
  <message>
   <source>Add site…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit site and snippet…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete site…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect to server…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the server of this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refresh</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear all filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Earlier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose days…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare with the period before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About Sparklytics Desktop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;View</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Help</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>format</name>
  <message>
   <source>new</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 d ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 h ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 min ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 s ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>just now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>d</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>h</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Week of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Direct</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(empty)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Desktop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mobile</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tablet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Full address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Host name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entry page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exit page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referrer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Channel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Country</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>City</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browser</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browser version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Operating system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OS version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Screen size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Event</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTM source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTM medium</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTM campaign</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTM term</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTM content</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Titles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Addresses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hosts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referrers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Channels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Medium</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Campaign</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Term</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Content</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Countries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Languages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browsers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Versions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Systems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Devices</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Screens</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>granularity</name>
  <message>
   <source>Automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weeks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Months</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>map_section</name>
  <message>
   <source>Visitors by country</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exclude this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG images (*.png)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved the map as %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Could not write %1.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>menus</name>
  <message>
   <source>System</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>overview</name>
  <message>
   <source>Pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Systems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pageviews</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sessions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bounce rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Avg. duration</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pages / session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visitors and pageviews over time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Traffic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>pages</name>
  <message>
   <source>Overview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Systems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Realtime</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sharing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Server</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>API keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Security</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Analytics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visitors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conversions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>System</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>palette</name>
  <message>
   <source>Page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Site</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Action</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>places</name>
  <message>
   <source>Countries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regions and cities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Languages</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>presets</name>
  <message>
   <source>Today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yesterday</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 7 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 30 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 90 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 12 months</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This year</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>refusals</name>
  <message>
   <source>Too many failed attempts. Try again in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The password is incorrect.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>report_page</name>
  <message>
   <source>No visits yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They appear here as soon as your site is visited.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing matches the filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove a filter or choose different days.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The visits were on other days, or came from bots, which are not included.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No visits in this range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the last 12 months</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the last 30 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 These figures may be out of date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>sample</name>
  <message>
   <source>Explore with sample data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Creating 90 days of sample visits…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>server</name>
  <message>
   <source>Connecting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not connected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not running</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>sharing</name>
  <message>
   <source>Pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paths, never query strings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Events</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names, never their data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referring sites and campaigns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Countries, regions and cities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Systems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Browsers, operating systems, devices, screens and languages</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>site</name>
  <message>
   <source>No site yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a site to see who visits it, or look around with sample data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add site…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>snippets</name>
  <message>
   <source>Direct</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First-party path</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste this line into every page, before &lt;/head&gt;.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Served from your own domain, so ad blockers let it through. Your web server forwards %1 to this server: see Caddy and nginx.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add this to the block of the site in your Caddyfile, then use the first-party snippet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add this to the server block of the site in nginx, then use the first-party snippet.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
