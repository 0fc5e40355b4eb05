<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Sparklytics Desktop</source>
   <translation>Sparklytics Desktopについて</translation>
  </message>
  <message>
   <source>Web analytics for small sites, on your own computer. No cookies, no stored IP addresses, no cloud.

Free software under the MIT licence. Built with Qt %1 and DuckDB.</source>
   <translation>小規模サイトのためのWeb解析を、お使いのコンピューターで。Cookieは使わず、IPアドレスは保存せず、クラウドも不要です。

MITライセンスのフリーソフトウェアです。Qt %1とDuckDBを使用しています。</translation>
  </message>
 </context>
 <context>
  <name>AccessCard</name>
  <message>
   <source>Only this computer</source>
   <translation>このコンピューターのみ</translation>
  </message>
  <message>
   <source>Other devices on my network</source>
   <translation>ネットワーク内のほかのデバイス</translation>
  </message>
  <message>
   <source>Who may connect</source>
   <translation>接続できるデバイス</translation>
  </message>
  <message>
   <source>Require a password…</source>
   <translation>パスワードを必須にする…</translation>
  </message>
  <message>
   <source>This server runs on another computer. Access is set there.</source>
   <translation>このサーバーは別のコンピューターで動作しています。アクセスの設定はそのコンピューターで行います。</translation>
  </message>
  <message>
   <source>Anyone on your network can read the reports and change your sites: sign-in is off.</source>
   <translation>サインインが無効のため、ネットワーク内の誰でもレポートを閲覧し、サイトを変更できます。</translation>
  </message>
  <message>
   <source>Devices that can reach the address %1, after signing in.</source>
   <translation>アドレス%1に到達できるデバイスが、サインイン後に接続できます。</translation>
  </message>
  <message>
   <source>Devices on your network, after signing in.</source>
   <translation>ネットワーク内のデバイスが、サインイン後に接続できます。</translation>
  </message>
  <message>
   <source>Other devices cannot connect, and neither can visitors of your pages.</source>
   <translation>ほかのデバイスは接続できません。サイト訪問者のブラウザからの接続も受け付けません。</translation>
  </message>
  <message>
   <source>This is set by the environment or the command line.</source>
   <translation>この設定は、環境変数またはコマンドラインで指定されています。</translation>
  </message>
  <message>
   <source>QR code</source>
   <translation>QRコード</translation>
  </message>
  <message>
   <source>QR code of %1</source>
   <translation>%1のQRコード</translation>
  </message>
  <message>
   <source>Scan it with a device on the same network, or type the address there.</source>
   <translation>同じネットワークのデバイスで読み取るか、そのデバイスにアドレスを入力してください。</translation>
  </message>
  <message>
   <source>Let other devices on your network connect?</source>
   <translation>ネットワーク内のほかのデバイスからの接続を許可しますか？</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>They have to sign in, with the password or an API key.</source>
   <translation>接続するデバイスは、パスワードまたはAPIキーでサインインする必要があります。</translation>
  </message>
  <message>
   <source>Let them connect</source>
   <translation>接続を許可</translation>
  </message>
  <message>
   <source>Sign-in is off: anyone on your network could read the reports and change your sites.</source>
   <translation>サインインが無効のため、ネットワーク内の誰でもレポートを閲覧し、サイトを変更できるようになります。</translation>
  </message>
  <message>
   <source>Without a password</source>
   <translation>パスワードなしで許可</translation>
  </message>
  <message>
   <source>Require a password</source>
   <translation>パスワードを必須にする</translation>
  </message>
  <message>
   <source>Allow only this computer to connect?</source>
   <translation>このコンピューターからの接続だけを許可しますか？</translation>
  </message>
  <message>
   <source>Other devices can no longer connect, and neither can visitors of your pages.</source>
   <translation>ほかのデバイスは接続できなくなります。サイト訪問者のブラウザからの接続も受け付けなくなります。</translation>
  </message>
  <message>
   <source>The server restarts and is unavailable for a moment.</source>
   <translation>サーバーが再起動するため、しばらくの間は利用できません。</translation>
  </message>
 </context>
 <context>
  <name>AccessPage</name>
  <message>
   <source>Sections of the Access page</source>
   <translation>「アクセス」ページのセクション</translation>
  </message>
  <message>
   <source>Security</source>
   <translation>セキュリティ</translation>
  </message>
  <message>
   <source>API keys</source>
   <translation>APIキー</translation>
  </message>
  <message>
   <source>Members</source>
   <translation>メンバー</translation>
  </message>
 </context>
 <context>
  <name>AccountPage</name>
  <message>
   <source>Not available with your role</source>
   <translation>この役割では利用できません</translation>
  </message>
  <message>
   <source>Only owners and admins can view and change this.</source>
   <translation>閲覧と変更ができるのは所有者と管理者だけです。</translation>
  </message>
  <message>
   <source>Not available with an API key</source>
   <translation>APIキーでは利用できません</translation>
  </message>
  <message>
   <source>This window is connected with an API key. Sign in with the password to view and change this.</source>
   <translation>このウィンドウはAPIキーで接続しています。この内容を表示・変更するには、パスワードでサインインしてください。</translation>
  </message>
  <message>
   <source>Sign in with the password…</source>
   <translation>パスワードでサインイン…</translation>
  </message>
 </context>
 <context>
  <name>AddressStep</name>
  <message>
   <source>Connect to a server</source>
   <translation>サーバーに接続</translation>
  </message>
  <message>
   <source>Connect to a Sparklytics server that runs elsewhere, such as on a NAS.</source>
   <translation>NASなど、別の場所で動作しているSparklyticsサーバーに接続します。</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>続ける</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>アドレス</translation>
  </message>
  <message>
   <source>Recent servers</source>
   <translation>最近使ったサーバー</translation>
  </message>
  <message>
   <source>Back to the server on this computer</source>
   <translation>このコンピューターのサーバーに戻る</translation>
  </message>
  <message>
   <source>Enter the address of the server.</source>
   <translation>サーバーのアドレスを入力してください。</translation>
  </message>
  <message>
   <source>Connect to %1</source>
   <translation>%1に接続</translation>
  </message>
  <message>
   <source>Forget %1</source>
   <translation>%1を履歴から削除</translation>
  </message>
 </context>
 <context>
  <name>AlertForm</name>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Rush of visitors</source>
   <translation>訪問者の急増</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>きっかけ</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>数値</translation>
  </message>
  <message>
   <source>All goals together</source>
   <translation>すべての目標の合計</translation>
  </message>
  <message>
   <source>A goal that no longer exists</source>
   <translation>もう存在しない目標</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>しきい値</translation>
  </message>
  <message>
   <source>Compared with so many days before</source>
   <translation>比較する過去の日数</translation>
  </message>
  <message>
   <source>Quiet hours: messages wait until they are over</source>
   <translation>静かな時間帯: 終わるまで送信を待つ</translation>
  </message>
  <message>
   <source>Quiet hours</source>
   <translation>静かな時間帯</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>終了</translation>
  </message>
  <message>
   <source>The alert is on</source>
   <translation>アラートを有効にする</translation>
  </message>
  <message>
   <source>In the time zone of the site</source>
   <translation>サイトのタイムゾーンで</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
  <message>
   <source>Choose a goal.</source>
   <translation>目標を選んでください。</translation>
  </message>
  <message>
   <source>They have to end at another time than they begin.</source>
   <translation>開始と異なる時刻に終わる必要があります。</translation>
  </message>
  <message>
   <source> hours</source>
   <translation> 時間</translation>
  </message>
  <message>
   <source>Visitors of a day</source>
   <translation>1日の訪問者</translation>
  </message>
  <message>
   <source>Pageviews of a day</source>
   <translation>1日のページビュー</translation>
  </message>
  <message>
   <source>Conversions of a day</source>
   <translation>1日のコンバージョン</translation>
  </message>
  <message>
   <source>Conversion rate of a day, percent</source>
   <translation>1日のコンバージョン率（パーセント）</translation>
  </message>
  <message>
   <source>Far more than usual</source>
   <translation>いつもよりはるかに多い</translation>
  </message>
  <message>
   <source>Far less than usual</source>
   <translation>いつもよりはるかに少ない</translation>
  </message>
  <message>
   <source>Reaches a number</source>
   <translation>ある数に達する</translation>
  </message>
  <message>
   <source>Stays at or below a number</source>
   <translation>ある数以下にとどまる</translation>
  </message>
  <message>
   <source>A goal is reached</source>
   <translation>目標が達成される</translation>
  </message>
  <message>
   <source>No events arrive</source>
   <translation>イベントが届かない</translation>
  </message>
  <message>
   <source>Told as soon as the day has reached it, once a day.</source>
   <translation>その日に達した時点で、1日1回知らせます。</translation>
  </message>
  <message>
   <source>Told when the day is over.</source>
   <translation>その日が終わったときに知らせます。</translation>
  </message>
  <message>
   <source>Told at the first conversions of a day.</source>
   <translation>その日の最初のコンバージョンで知らせます。</translation>
  </message>
  <message>
   <source>Told once, and again after the next silence. The site may be down, or its snippet gone.</source>
   <translation>1回知らせ、次に途絶えたときに再び知らせます。サイトが停止しているか、スニペットが消えた可能性があります。</translation>
  </message>
  <message>
   <source>Distance from the mean in standard deviations: 2 is unusual, 3 is rare.</source>
   <translation>平均からの隔たり（標準偏差）: 2は異例、3はまれです。</translation>
  </message>
  <message>
   <source>Conversions of the day</source>
   <translation>その日のコンバージョン</translation>
  </message>
 </context>
 <context>
  <name>AllSitesPage</name>
  <message>
   <source>Sites</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>Search names and domains</source>
   <translation>名前とドメインを検索</translation>
  </message>
  <message>
   <source>Visitors now</source>
   <translation>現在の訪問者</translation>
  </message>
  <message>
   <source>Visitors today</source>
   <translation>本日の訪問者</translation>
  </message>
  <message>
   <source>Pageviews today</source>
   <translation>本日のページビュー</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>再試行</translation>
  </message>
  <message>
   <source>in the last 5 minutes</source>
   <translation>過去5分間</translation>
  </message>
 </context>
 <context>
  <name>AnchorPicker</name>
  <message>
   <source>Start of the journey</source>
   <translation>経路の起点</translation>
  </message>
  <message>
   <source>Choose a page or event</source>
   <translation>ページまたはイベントを選択</translation>
  </message>
  <message>
   <source>Start of the journey: %1</source>
   <translation>経路の起点：%1</translation>
  </message>
 </context>
 <context>
  <name>AnnotationForm</name>
  <message>
   <source>Text</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Newsletter sent</source>
   <translation>ニュースレターを配信</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日付</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>時刻</translation>
  </message>
  <message>
   <source>Empty for the whole day</source>
   <translation>空欄の場合は終日</translation>
  </message>
  <message>
   <source>Enter a text.</source>
   <translation>内容を入力してください。</translation>
  </message>
 </context>
 <context>
  <name>ApiKeysPage</name>
  <message>
   <source>Revoke…</source>
   <translation>失効させる…</translation>
  </message>
  <message>
   <source>New API key…</source>
   <translation>新しいAPIキー…</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>権限</translation>
  </message>
  <message>
   <source>Last used</source>
   <translation>最終使用</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>状態</translation>
  </message>
  <message>
   <source>API keys</source>
   <translation>APIキー</translation>
  </message>
  <message>
   <source>API keys require sign-in</source>
   <translation>APIキーにはサインインが必要です</translation>
  </message>
  <message>
   <source>This server does not require sign-in, so a key would protect nothing.</source>
   <translation>このサーバーではサインインが不要なため、キーを作成しても保護の役割を果たしません。</translation>
  </message>
  <message>
   <source>Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.</source>
   <translation>サーバーが動作しているコンピューターで「SPARKLYTICS_AUTH=local」を設定し、サインインを有効にしてください。</translation>
  </message>
  <message>
   <source>Turn sign-in on first, then create keys.</source>
   <translation>先にサインインを有効にしてから、キーを作成してください。</translation>
  </message>
  <message>
   <source>Go to Security</source>
   <translation>「セキュリティ」を開く</translation>
  </message>
  <message>
   <source>No API keys yet</source>
   <translation>APIキーはまだありません</translation>
  </message>
  <message>
   <source>A key gives a script, or the window on another computer, access without the password.</source>
   <translation>キーを使うと、スクリプトや別のコンピューターのウィンドウから、パスワードなしでアクセスできます。</translation>
  </message>
  <message numerus="yes">
   <source>%1 active keys</source>
   <translation>
    <numerusform>有効なキー%1個</numerusform>
   </translation>
  </message>
  <message>
   <source>All sites</source>
   <translation>すべてのサイト</translation>
  </message>
  <message>
   <source>Never used</source>
   <translation>未使用</translation>
  </message>
  <message>
   <source>created %1</source>
   <translation>作成日：%1</translation>
  </message>
  <message>
   <source>Revoke “%1” on %2?</source>
   <translation>%2の「%1」を失効させますか？</translation>
  </message>
  <message>
   <source>Revoke “%1”?</source>
   <translation>「%1」を失効させますか？</translation>
  </message>
  <message>
   <source>Programs that use the key %1… lose access at once. This cannot be undone.</source>
   <translation>キー「%1…」を使っているプログラムは、すぐにアクセスできなくなります。この操作は元に戻せません。</translation>
  </message>
  <message>
   <source>Revoke %1</source>
   <translation>%1を失効させる</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>失効させない</translation>
  </message>
  <message>
   <source>Revoke API key</source>
   <translation>APIキーの失効</translation>
  </message>
  <message>
   <source>%1 has been revoked</source>
   <translation>「%1」を失効させました</translation>
  </message>
  <message>
   <source>Read reports</source>
   <translation>レポートの閲覧</translation>
  </message>
  <message>
   <source>Read and edit</source>
   <translation>閲覧と編集</translation>
  </message>
  <message>
   <source>Full access</source>
   <translation>フルアクセス</translation>
  </message>
  <message>
   <source>Revoked</source>
   <translation>失効済み</translation>
  </message>
  <message>
   <source>Active</source>
   <translation>有効</translation>
  </message>
  <message>
   <source>no expiry</source>
   <translation>無期限</translation>
  </message>
  <message>
   <source>Expired</source>
   <translation>期限切れ</translation>
  </message>
  <message>
   <source>until %1</source>
   <translation>%1まで</translation>
  </message>
 </context>
 <context>
  <name>Application</name>
  <message>
   <source>Something unexpected went wrong. The log has the details.</source>
   <translation>予期しない問題が発生しました。詳細はログを確認してください。</translation>
  </message>
 </context>
 <context>
  <name>Background</name>
  <message>
   <source>Visits are counted only while Sparklytics is running. It can keep running in the tray without a window. Your choice is saved.</source>
   <translation>訪問はSparklyticsの実行中にのみ記録されます。ウィンドウを閉じても、トレイで実行を続けられます。選択した内容は保存されます。</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>終了</translation>
  </message>
  <message>
   <source>Keep collecting</source>
   <translation>記録を続ける</translation>
  </message>
  <message>
   <source>Close the window</source>
   <translation>ウィンドウを閉じる</translation>
  </message>
  <message>
   <source>Keep collecting in the background?</source>
   <translation>バックグラウンドで記録を続けますか？</translation>
  </message>
  <message>
   <source>Sparklytics keeps collecting. Click its icon to open the window again.</source>
   <translation>Sparklyticsは記録を続けています。アイコンをクリックすると、ウィンドウが再び開きます。</translation>
  </message>
 </context>
 <context>
  <name>BackupsCard</name>
  <message>
   <source>Back up now</source>
   <translation>今すぐバックアップ</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>バックアップ</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>バックアップはまだありません。</translation>
  </message>
  <message numerus="yes">
   <source>%1 backups, the newest of %2: %3.</source>
   <translation>
    <numerusform>バックアップ %1 件、最新は %2（%3）。</numerusform>
   </translation>
  </message>
  <message>
   <source>A backup is being made and checked…</source>
   <translation>バックアップを作成して確認しています…</translation>
  </message>
  <message>
   <source>Every %1 h one is made, in %2.</source>
   <translation>%1 時間ごとに %2 に作成されます。</translation>
  </message>
  <message>
   <source>They are in %1. Choose a folder in the settings to have them made by themselves.</source>
   <translation>保存先は %1 です。設定でフォルダーを選ぶと自動で作成されます。</translation>
  </message>
 </context>
 <context>
  <name>Banners</name>
  <message>
   <source>Sample data: these visits are invented, so that you can look around.</source>
   <translation>サンプルデータ：機能を試せるように用意した、架空の訪問です。</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>The server is stopped. Visits are not counted until it runs again.</source>
   <translation>サーバーは停止しています。再び起動するまで、訪問は記録されません。</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>起動</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>再開</translation>
  </message>
 </context>
 <context>
  <name>BotRule</name>
  <message>
   <source>User agent</source>
   <translation>ユーザーエージェント</translation>
  </message>
  <message>
   <source>IP address</source>
   <translation>IP アドレス</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>ネットワーク</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>パス</translation>
  </message>
 </context>
 <context>
  <name>BotRuleForm</name>
  <message>
   <source>Counts as a bot</source>
   <translation>ボットとして数える</translation>
  </message>
  <message>
   <source>Counts as people</source>
   <translation>人として数える</translation>
  </message>
  <message>
   <source>What matches</source>
   <translation>一致するもの</translation>
  </message>
  <message>
   <source>Compared with</source>
   <translation>比較対象</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>テキスト</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>メモ</translation>
  </message>
  <message>
   <source>A part of what the browser or program calls itself, in any case</source>
   <translation>ブラウザやプログラムの名乗りの一部（大文字と小文字は区別しません）</translation>
  </message>
  <message>
   <source>One address, of either version</source>
   <translation>1 つのアドレス（IPv4 または IPv6）</translation>
  </message>
  <message>
   <source>All addresses of a network</source>
   <translation>ネットワークのすべてのアドレス</translation>
  </message>
  <message>
   <source>The path of a page; with * at the end, all that begin so</source>
   <translation>ページのパス。末尾に * を付けると、それで始まるすべて</translation>
  </message>
  <message>
   <source>Enter a part of a user agent.</source>
   <translation>ユーザーエージェントの一部を入力してください。</translation>
  </message>
  <message>
   <source>Enter an IP address, such as 192.0.2.7.</source>
   <translation>IP アドレスを入力してください（例：192.0.2.7）。</translation>
  </message>
  <message>
   <source>Enter a network, such as 192.0.2.0/24.</source>
   <translation>ネットワークを入力してください（例：192.0.2.0/24）。</translation>
  </message>
  <message>
   <source>Enter a path that begins with /.</source>
   <translation>/ で始まるパスを入力してください。</translation>
  </message>
 </context>
 <context>
  <name>BotVerdict</name>
  <message>
   <source>Counts as a bot: it meets a rule that you made.</source>
   <translation>ボットとして集計: あなたのルールに一致します。</translation>
  </message>
  <message>
   <source>Counts as a person: it meets a rule that you made.</source>
   <translation>人として集計: あなたのルールに一致します。</translation>
  </message>
  <message>
   <source>Counts as a bot: %1 of 100 points for %2.</source>
   <translation>ボットとして集計: 100点中%1点（%2）。</translation>
  </message>
  <message>
   <source>Counts as a person: %1 of 100 points for %2.</source>
   <translation>人として集計: 100点中%1点（%2）。</translation>
  </message>
  <message>
   <source>the name of a known program</source>
   <translation>既知のプログラム名</translation>
  </message>
  <message>
   <source>missing what browsers send along</source>
   <translation>ブラウザが送る情報の欠落</translation>
  </message>
  <message>
   <source>many events within seconds</source>
   <translation>数秒間に多数のイベント</translation>
  </message>
  <message>
   <source>many pages within seconds</source>
   <translation>数秒間に多数のページ</translation>
  </message>
 </context>
 <context>
  <name>BreakdownPanel</name>
  <message>
   <source>Search all rows</source>
   <translation>すべての行を検索</translation>
  </message>
  <message>
   <source>No data yet</source>
   <translation>データはまだありません</translation>
  </message>
  <message>
   <source>No visit in this range has a value here.</source>
   <translation>この期間の訪問には、この項目の値がありません。</translation>
  </message>
 </context>
 <context>
  <name>Bridge</name>
  <message>
   <source>Something unexpected went wrong. The log has the details.</source>
   <translation>予期しない問題が発生しました。詳細はログを確認してください。</translation>
  </message>
  <message>
   <source>The server closed the connection.</source>
   <translation>サーバーが接続を閉じました。</translation>
  </message>
 </context>
 <context>
  <name>CachesModel</name>
  <message>
   <source>Cache</source>
   <translation>キャッシュ</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>エントリ数</translation>
  </message>
  <message>
   <source>Hit rate</source>
   <translation>ヒット率</translation>
  </message>
 </context>
 <context>
  <name>CellsView</name>
  <message>
   <source>Nothing there yet.</source>
   <translation>まだ何もありません。</translation>
  </message>
 </context>
 <context>
  <name>Chart</name>
  <message>
   <source>Save as SVG…</source>
   <translation>SVGで保存…</translation>
  </message>
  <message>
   <source>Save chart</source>
   <translation>グラフを保存</translation>
  </message>
 </context>
 <context>
  <name>Chip</name>
  <message>
   <source>%1. Click to remove this filter.</source>
   <translation>%1。クリックするとこのフィルターを解除します。</translation>
  </message>
  <message>
   <source>Remove filter: %1</source>
   <translation>フィルターを解除：%1</translation>
  </message>
 </context>
 <context>
  <name>CodePart</name>
  <message>
   <source>Authenticator code</source>
   <translation>認証コード</translation>
  </message>
  <message>
   <source>Or use a recovery code.</source>
   <translation>リカバリーコードも使えます。</translation>
  </message>
  <message>
   <source>Enter the current code from your authenticator.</source>
   <translation>認証アプリに表示されている現在のコードを入力してください。</translation>
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Page, site, range, value or action, or several: pricing germany last month</source>
   <translation>ページ、サイト、期間、値、操作（複数も可）：pricing ドイツ 先月</translation>
  </message>
  <message>
   <source>Matches</source>
   <translation>検索結果</translation>
  </message>
  <message>
   <source>No matches</source>
   <translation>一致するものはありません</translation>
  </message>
 </context>
 <context>
  <name>ComparePicker</name>
  <message>
   <source>Compare</source>
   <translation>比較</translation>
  </message>
  <message>
   <source>Previous period</source>
   <translation>前の期間</translation>
  </message>
  <message>
   <source>Previous year</source>
   <translation>前年</translation>
  </message>
  <message>
   <source>Compare with other days</source>
   <translation>ほかの期間と比較</translation>
  </message>
  <message>
   <source>Comparison: %1 %2</source>
   <translation>比較：%1 %2</translation>
  </message>
 </context>
 <context>
  <name>ConnectDialog</name>
  <message>
   <source>Connect to server</source>
   <translation>サーバーに接続</translation>
  </message>
  <message>
   <source>Stay signed in on this computer</source>
   <translation>このコンピューターでサインインしたままにする</translation>
  </message>
  <message>
   <source>This connection is not encrypted. Use it only on a network you trust, or use an https address.</source>
   <translation>この接続は暗号化されていません。信頼できるネットワークでのみ使うか、httpsのアドレスを使ってください。</translation>
  </message>
  <message>
   <source>Waiting for the server</source>
   <translation>サーバーの応答を待っています</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>戻る</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Stored in your system's keyring. The password itself is never stored.</source>
   <translation>サインイン情報はシステムのキーリングに保存されます。パスワード自体は保存されません。</translation>
  </message>
  <message>
   <source>Your system has no keyring for this, so you will have to sign in again at the next start.</source>
   <translation>このシステムには使用できるキーリングがないため、次回の起動時にもう一度サインインする必要があります。</translation>
  </message>
  <message>
   <source>Your saved sign-in has expired. Please sign in again.</source>
   <translation>保存されたサインインの有効期限が切れました。もう一度サインインしてください。</translation>
  </message>
  <message>
   <source>This server has been set up in the meantime. Sign in with its password.</source>
   <translation>このサーバーはすでにセットアップされています。設定されたパスワードでサインインしてください。</translation>
  </message>
  <message>
   <source>This invitation is not valid here. It may have been used or withdrawn, or have expired.</source>
   <translation>この招待はここでは無効です。使用済み、取り消し済み、または期限切れの可能性があります。</translation>
  </message>
  <message>
   <source>This key is not valid here. It may have expired or been revoked.</source>
   <translation>このキーはこのサーバーでは無効です。期限切れか、失効している可能性があります。</translation>
  </message>
  <message>
   <source>The e-mail address or the password is incorrect.</source>
   <translation>メールアドレスまたはパスワードが正しくありません。</translation>
  </message>
 </context>
 <context>
  <name>CopyButton</name>
  <message>
   <source>Copy</source>
   <translation>コピー</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>コピー済み</translation>
  </message>
 </context>
 <context>
  <name>CountList</name>
  <message>
   <source>Number</source>
   <translation>件数</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>まだ何もありません</translation>
  </message>
 </context>
 <context>
  <name>DateRangePicker</name>
  <message>
   <source>Earlier</source>
   <translation>前の期間へ</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>次の期間へ</translation>
  </message>
  <message>
   <source>Range: %1</source>
   <translation>期間：%1</translation>
  </message>
 </context>
 <context>
  <name>Desktop</name>
  <message>
   <source>Sparklytics starts in the tray when you log in.</source>
   <translation>ログイン時にSparklyticsがトレイで起動します。</translation>
  </message>
  <message>
   <source>Sparklytics starts minimised when you log in.</source>
   <translation>ログイン時にSparklyticsが最小化された状態で起動します。</translation>
  </message>
  <message>
   <source>Sparklytics no longer starts when you log in.</source>
   <translation>ログイン時にSparklyticsは起動しません。</translation>
  </message>
  <message>
   <source>The start at login cannot be changed: %1 cannot be written.</source>
   <translation>ログイン時の起動を変更できません：%1に書き込めません。</translation>
  </message>
  <message>
   <source>Notifications are on.</source>
   <translation>通知を有効にしました。</translation>
  </message>
  <message>
   <source>Notifications are off.</source>
   <translation>通知を無効にしました。</translation>
  </message>
 </context>
 <context>
  <name>DoctorDialog</name>
  <message>
   <source>Are visits counted?</source>
   <translation>訪問は記録されていますか？</translation>
  </message>
  <message>
   <source>This computer loads the page and the script as a visitor would, and asks the server for its health.</source>
   <translation>このコンピューターが訪問者と同じようにページとスクリプトを読み込み、サーバーの状態を問い合わせます。</translation>
  </message>
  <message>
   <source>Copy without names and addresses</source>
   <translation>名前とアドレスを除いてコピー</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>もう一度確認</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>確認しています…</translation>
  </message>
 </context>
 <context>
  <name>Drawer</name>
  <message>
   <source>Previous row</source>
   <translation>前の行</translation>
  </message>
  <message>
   <source>Next row</source>
   <translation>次の行</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>閉じる (Esc)</translation>
  </message>
 </context>
 <context>
  <name>EmbedCard</name>
  <message>
   <source>Nowhere</source>
   <translation>許可しない</translation>
  </message>
  <message>
   <source>On these sites</source>
   <translation>指定したサイトのみ</translation>
  </message>
  <message>
   <source>On any site</source>
   <translation>すべてのサイト</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>埋め込み</translation>
  </message>
  <message>
   <source>Sites that can show the public page in a frame, such as your own.</source>
   <translation>公開ページをフレームで表示できるサイト（ご自身のサイトなど）を指定します。</translation>
  </message>
  <message>
   <source>Sites, one per line</source>
   <translation>サイト（1行に1つ）</translation>
  </message>
  <message>
   <source>Save sites</source>
   <translation>サイトを保存</translation>
  </message>
  <message>
   <source>Embed code</source>
   <translation>埋め込みコード</translation>
  </message>
  <message>
   <source>Copy code</source>
   <translation>コードをコピー</translation>
  </message>
  <message>
   <source>Paste this code where the reports should appear.</source>
   <translation>レポートを表示したい場所に、このコードを貼り付けてください。</translation>
  </message>
 </context>
 <context>
  <name>EventDetails</name>
  <message>
   <source>Properties</source>
   <translation>プロパティ</translation>
  </message>
  <message numerus="yes">
   <source>%1 occurrences</source>
   <translation>
    <numerusform>発生 %1 回</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>訪問者 %1 人</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 before</source>
   <translation>比較値 %1</translation>
  </message>
  <message>
   <source>From the newest %1 of %2 occurrences.</source>
   <translation>最新の %1 回 (全 %2 回) から集計しています。</translation>
  </message>
  <message>
   <source>No properties</source>
   <translation>プロパティはありません</translation>
  </message>
  <message>
   <source>This event was sent without any: they are the second argument of track.</source>
   <translation>このイベントはプロパティなしで送信されました。track の 2 番目の引数で指定します。</translation>
  </message>
 </context>
 <context>
  <name>EventsPage</name>
  <message>
   <source>Custom events</source>
   <translation>カスタムイベント</translation>
  </message>
  <message>
   <source>Search names</source>
   <translation>名前を検索</translation>
  </message>
  <message>
   <source>Custom event</source>
   <translation>カスタムイベント</translation>
  </message>
  <message>
   <source>Send one from a page to count what matters, such as %1.</source>
   <translation>ページから送信すると、%1 のような大切な行動を数えられます。</translation>
  </message>
  <message>
   <source>No custom events</source>
   <translation>カスタムイベントはありません</translation>
  </message>
 </context>
 <context>
  <name>ExportCard</name>
  <message>
   <source>Every event of the days and filters at the top of the page, oldest first.</source>
   <translation>ページ上部の期間とフィルターに当てはまるすべてのイベントを、古い順に書き出します。</translation>
  </message>
  <message>
   <source>JSON lines</source>
   <translation>JSON Lines</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>形式</translation>
  </message>
  <message>
   <source>Save as file…</source>
   <translation>ファイルに保存…</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>エクスポート</translation>
  </message>
  <message>
   <source>with bots</source>
   <translation>ボットを含む</translation>
  </message>
  <message>
   <source>without bots</source>
   <translation>ボットを除く</translation>
  </message>
  <message>
   <source>Saving the file</source>
   <translation>ファイルを保存しています</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Export events</source>
   <translation>イベントをエクスポート</translation>
  </message>
  <message>
   <source>Saved %1 to %2.</source>
   <translation>%1を「%2」に保存しました。</translation>
  </message>
  <message>
   <source>Cancelled. No unfinished file is left.</source>
   <translation>キャンセルしました。書きかけのファイルは残っていません。</translation>
  </message>
  <message>
   <source>%1: %2 so far</source>
   <translation>%1：現在%2</translation>
  </message>
 </context>
 <context>
  <name>FilterButton</name>
  <message>
   <source>Click to show only this, Ctrl+click to exclude it</source>
   <translation>クリックでこれだけを表示、Ctrl+クリックで除外</translation>
  </message>
 </context>
 <context>
  <name>FiltersEditor</name>
  <message>
   <source>No filters yet</source>
   <translation>フィルターはまだありません</translation>
  </message>
  <message>
   <source>Property</source>
   <translation>項目</translation>
  </message>
  <message>
   <source>Relation</source>
   <translation>関係</translation>
  </message>
  <message>
   <source>is</source>
   <translation>=</translation>
  </message>
  <message>
   <source>is not</source>
   <translation>≠</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>値</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>追加</translation>
  </message>
  <message>
   <source>Remove (Delete)</source>
   <translation>削除 (Delete)</translation>
  </message>
 </context>
 <context>
  <name>FirstRun</name>
  <message>
   <source>Your site</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>Snippet</source>
   <translation>スニペット</translation>
  </message>
  <message>
   <source>First visit</source>
   <translation>最初の訪問</translation>
  </message>
  <message>
   <source>Go to the dashboard</source>
   <translation>ダッシュボードへ</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>続ける</translation>
  </message>
  <message>
   <source>Which site do you want to measure? Your data stays on your own server.</source>
   <translation>どのサイトを計測しますか？データはご自身のサーバーに保存されます。</translation>
  </message>
  <message>
   <source>Welcome to Sparklytics</source>
   <translation>Sparklyticsへようこそ</translation>
  </message>
  <message>
   <source>I have pasted it</source>
   <translation>貼り付けました</translation>
  </message>
  <message>
   <source>Add this to your pages</source>
   <translation>次のコードをページに追加してください</translation>
  </message>
  <message>
   <source>The script is small, sets no cookies and does not slow your pages down.</source>
   <translation>スクリプトは小さく、Cookieを使わず、ページの表示を遅くしません。</translation>
  </message>
  <message>
   <source>Open dashboard</source>
   <translation>ダッシュボードを開く</translation>
  </message>
  <message>
   <source>Back to the snippet</source>
   <translation>スニペットに戻る</translation>
  </message>
  <message>
   <source>Now visit your site</source>
   <translation>サイトにアクセスしてみましょう</translation>
  </message>
  <message>
   <source>Open any page with the snippet. The visit appears here within seconds.</source>
   <translation>スニペットを追加したページを開いてください。数秒以内に訪問がここに表示されます。</translation>
  </message>
 </context>
 <context>
  <name>FirstVisit</name>
  <message>
   <source>Snippet to paste</source>
   <translation>貼り付けるスニペット</translation>
  </message>
  <message>
   <source>Copy snippet</source>
   <translation>スニペットをコピー</translation>
  </message>
  <message>
   <source>Waiting for the first visitor</source>
   <translation>最初の訪問者を待機中</translation>
  </message>
  <message>
   <source>%1 is ready</source>
   <translation>%1の準備ができました</translation>
  </message>
  <message>
   <source>Paste this line into the &lt;head&gt; of every page, then open your site in a browser.</source>
   <translation>この行をすべてのページの&lt;head&gt;内に貼り付けてから、ブラウザでサイトを開いてください。</translation>
  </message>
  <message>
   <source>Waiting for the first visitor…</source>
   <translation>最初の訪問者を待っています…</translation>
  </message>
  <message>
   <source>Your first visitor is here</source>
   <translation>最初の訪問者が来ました</translation>
  </message>
  <message>
   <source>It works. The numbers will appear in a few seconds.</source>
   <translation>正しく動作しています。数秒後に数値が表示されます。</translation>
  </message>
  <message>
   <source>First visit received</source>
   <translation>最初の訪問を受信しました</translation>
  </message>
 </context>
 <context>
  <name>FlowView</name>
  <message numerus="yes">
   <source>%1 → %2: %3 sessions</source>
   <translation>
    <numerusform>%1 → %2：%3セッション</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1: %2 · %3 sessions, %4 of all with this start</source>
   <translation>
    <numerusform>%1：%2 · %3セッション（この起点を含むセッション全体の%4）</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%2 · %3 sessions</source>
   <translation>
    <numerusform>%2 · %3セッション</numerusform>
   </translation>
  </message>
  <message>
   <source>Arrow keys read single nodes, Enter makes one the start.</source>
   <translation>矢印キーで各ノードを読み上げ、Enterキーでそのノードを起点にします。</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>その他</translation>
  </message>
  <message>
   <source>Session began</source>
   <translation>セッション開始</translation>
  </message>
  <message>
   <source>Session ended</source>
   <translation>セッション終了</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>起点</translation>
  </message>
  <message>
   <source>Just before</source>
   <translation>直前</translation>
  </message>
  <message>
   <source>Right after</source>
   <translation>直後</translation>
  </message>
  <message>
   <source>%1 steps before</source>
   <translation>%1ステップ前</translation>
  </message>
  <message>
   <source>%1 steps after</source>
   <translation>%1ステップ後</translation>
  </message>
  <message numerus="yes">
   <source>%1 sessions with %2.</source>
   <translation>
    <numerusform>「%2」を含むセッションは%1件です。</numerusform>
   </translation>
  </message>
  <message>
   <source>Most often followed by %3: %4.</source>
   <translation>次に最も多いのは %3: %4。</translation>
  </message>
  <message>
   <source>Most often after %3: %4.</source>
   <translation>直前に最も多いのは %3: %4。</translation>
  </message>
 </context>
 <context>
  <name>FormCard</name>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Discard changes</source>
   <translation>変更を破棄</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>保存しています…</translation>
  </message>
  <message>
   <source>Not saved yet</source>
   <translation>未保存</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>保存済み</translation>
  </message>
 </context>
 <context>
  <name>FunnelForm</name>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Checkout</source>
   <translation>購入手続き</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <source>In this order</source>
   <translation>この順序で</translation>
  </message>
  <message>
   <source>In any order</source>
   <translation>順不同</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>順序</translation>
  </message>
  <message>
   <source>Longest time for all steps</source>
   <translation>全ステップの制限時間</translation>
  </message>
  <message>
   <source>No limit</source>
   <translation>制限なし</translation>
  </message>
  <message>
   <source>Click at least two pages or events at the right. Drag a step, or press Alt+Up, to move it.</source>
   <translation>右側のページまたはイベントを2つ以上クリックしてください。ステップは、ドラッグするかAlt+↑キーで移動できます。</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
  <message>
   <source>A funnel has at least two steps.</source>
   <translation>ファネルには2つ以上のステップが必要です。</translation>
  </message>
 </context>
 <context>
  <name>GeneralCard</name>
  <message>
   <source>General</source>
   <translation>全般</translation>
  </message>
 </context>
 <context>
  <name>GoalForm</name>
  <message>
   <source>Counts</source>
   <translation>カウントの対象</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Order placed</source>
   <translation>注文完了</translation>
  </message>
  <message>
   <source>None</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>Always the same</source>
   <translation>常に同じ</translation>
  </message>
  <message>
   <source>From the event</source>
   <translation>イベントから取得</translation>
  </message>
  <message>
   <source>Value of a conversion</source>
   <translation>コンバージョンの値</translation>
  </message>
  <message>
   <source>Amount</source>
   <translation>金額</translation>
  </message>
  <message>
   <source>Property with the amount</source>
   <translation>金額を含むプロパティ</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>通貨</translation>
  </message>
  <message>
   <source>A number in the data of each event</source>
   <translation>各イベントのデータに含まれる数値</translation>
  </message>
  <message>
   <source>For events that name none</source>
   <translation>通貨の指定がないイベントに使用</translation>
  </message>
  <message>
   <source>Choose a page or an event.</source>
   <translation>ページまたはイベントを選択してください。</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
  <message>
   <source>Enter the name of the property.</source>
   <translation>プロパティの名前を入力してください。</translation>
  </message>
  <message>
   <source>Click a page or an event, or type what its address contains</source>
   <translation>ページまたはイベントをクリックするか、アドレスに含まれる文字列を入力してください</translation>
  </message>
  <message>
   <source>Chosen: %1</source>
   <translation>選択中：%1</translation>
  </message>
 </context>
 <context>
  <name>Header</name>
  <message>
   <source>Sample data</source>
   <translation>サンプルデータ</translation>
  </message>
  <message>
   <source>Refresh (F5)</source>
   <translation>更新 (F5)</translation>
  </message>
 </context>
 <context>
  <name>HeadlineCard</name>
  <message>
   <source>Start the server</source>
   <translation>サーバーを起動</translation>
  </message>
  <message>
   <source>Show the log</source>
   <translation>ログを表示</translation>
  </message>
  <message>
   <source>Show the settings</source>
   <translation>設定を表示</translation>
  </message>
  <message>
   <source>The clock is right</source>
   <translation>時計は正確です</translation>
  </message>
  <message>
   <source>Take them in again</source>
   <translation>再取り込み</translation>
  </message>
 </context>
 <context>
  <name>HelpWindow</name>
  <message>
   <source>Help</source>
   <translation>ヘルプ</translation>
  </message>
  <message>
   <source>Document</source>
   <translation>文書</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>セクション</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>本文</translation>
  </message>
 </context>
 <context>
  <name>HoverCard</name>
  <message>
   <source>compared with %1</source>
   <translation>比較：%1</translation>
  </message>
 </context>
 <context>
  <name>ImportCard</name>
  <message>
   <source>Files of Umami, GoatCounter, an access log, or an export of this program. You see what a file has before anything is stored, and everything that is stored can be undone.</source>
   <translation>Umami、GoatCounter、アクセスログ、またはこのプログラムのエクスポートのファイルです。保存の前にファイルの内容を確認でき、保存したものはすべて元に戻せます。</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>ファイルを選択…</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>インポート</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>破棄</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>進行状況</translation>
  </message>
  <message>
   <source>Import a file</source>
   <translation>ファイルのインポート</translation>
  </message>
  <message>
   <source>Undo this import?</source>
   <translation>このインポートを元に戻しますか?</translation>
  </message>
  <message>
   <source>All its events are deleted: %1</source>
   <translation>このインポートのイベントはすべて削除されます: %1</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>元に戻す</translation>
  </message>
  <message>
   <source>Sending the file…</source>
   <translation>ファイルを送信中…</translation>
  </message>
  <message numerus="yes">
   <source>%1 lines are read</source>
   <translation>
    <numerusform>%1 行を読み込みました</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are stored</source>
   <translation>
    <numerusform>%1 件のイベントを保存しました</numerusform>
   </translation>
  </message>
  <message>
   <source>Undo %1</source>
   <translation>%1 を元に戻す</translation>
  </message>
  <message>
   <source>%1: it has no events.</source>
   <translation>%1: イベントはありません。</translation>
  </message>
  <message numerus="yes">
   <source>%1: %2 events. Visitors: %3, sessions: %4, %5.</source>
   <translation>
    <numerusform>%1: イベント %2 件、訪問者 %3 人、セッション %4 件、%5。</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 (%2)</source>
   <translation>%1 (%2)</translation>
  </message>
  <message>
   <source>Hosts: %1.</source>
   <translation>ホスト: %1。</translation>
  </message>
  <message numerus="yes">
   <source>%1 events of these days are there already. Those of the file would count as well.</source>
   <translation>
    <numerusform>この期間にはすでに %1 件のイベントがあります。ファイルのイベントも加算されます。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are older than the data retention, and are left out.</source>
   <translation>
    <numerusform>%1 件のイベントは保存期間より古いため除外されます。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 lines are no pages, and are left out.</source>
   <translation>
    <numerusform>%1 行はページではないため除外されます。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 lines cannot be read. The first is line %2: %3</source>
   <translation>
    <numerusform>%1 行を読み取れません。最初は %2 行目: %3</numerusform>
   </translation>
  </message>
  <message>
   <source>Export of this program</source>
   <translation>このプログラムのエクスポート</translation>
  </message>
  <message>
   <source>Access log</source>
   <translation>アクセスログ</translation>
  </message>
  <message>
   <source>The line is no CSV.</source>
   <translation>行が CSV ではありません。</translation>
  </message>
  <message>
   <source>The number of cells is not that of the header.</source>
   <translation>セルの数がヘッダーと一致しません。</translation>
  </message>
  <message>
   <source>The kind of event is unknown.</source>
   <translation>イベントの種類が不明です。</translation>
  </message>
  <message>
   <source>The properties are no JSON.</source>
   <translation>プロパティが JSON ではありません。</translation>
  </message>
  <message>
   <source>The time cannot be read.</source>
   <translation>時刻を読み取れません。</translation>
  </message>
  <message>
   <source>The session is missing.</source>
   <translation>セッションがありません。</translation>
  </message>
  <message>
   <source>The visitor is missing.</source>
   <translation>訪問者がありません。</translation>
  </message>
  <message>
   <source>The event is neither a page view nor a custom one.</source>
   <translation>ページビューでもカスタムイベントでもありません。</translation>
  </message>
  <message>
   <source>The line is not in combined form.</source>
   <translation>行が combined 形式ではありません。</translation>
  </message>
  <message>
   <source>The time lies ahead, or before the year 2000.</source>
   <translation>時刻が未来、または2000年より前です。</translation>
  </message>
  <message>
   <source>The format of the file is not known.</source>
   <translation>ファイルの形式が不明です。</translation>
  </message>
  <message>
   <source>The file is damaged or not complete.</source>
   <translation>ファイルが破損しているか、不完全です。</translation>
  </message>
  <message>
   <source>The server was stopped. Choose it again.</source>
   <translation>サーバーが停止しました。ファイルをもう一度選択してください。</translation>
  </message>
  <message>
   <source>undone</source>
   <translation>元に戻しました</translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>%1 件のイベント</numerusform>
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
   <translation>招待を受ける</translation>
  </message>
  <message>
   <source>Paste the secret that you were given by whoever invited you.</source>
   <translation>招待した人から受け取ったシークレットを貼り付けてください。</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>続ける</translation>
  </message>
  <message>
   <source>Secret of the invitation</source>
   <translation>招待のシークレット</translation>
  </message>
  <message>
   <source>Enter the secret of the invitation.</source>
   <translation>招待のシークレットを入力してください。</translation>
  </message>
 </context>
 <context>
  <name>InviteDialog</name>
  <message>
   <source>Invite a member</source>
   <translation>メンバーを招待</translation>
  </message>
  <message>
   <source>E-mail address</source>
   <translation>メールアドレス</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>役割</translation>
  </message>
  <message numerus="yes">
   <source>Give it to them: it is not shown again, and works once within %1 days.</source>
   <translation>
    <numerusform>相手に渡してください。再び表示されることはなく、%1 日以内に 1 回だけ使えます。</numerusform>
   </translation>
  </message>
  <message>
   <source>Secret of the invitation</source>
   <translation>招待のシークレット</translation>
  </message>
  <message>
   <source>Copy secret</source>
   <translation>シークレットをコピー</translation>
  </message>
  <message>
   <source>Close without the secret?</source>
   <translation>シークレットを控えずに閉じますか？</translation>
  </message>
  <message>
   <source>You have not copied it, and it cannot be shown again. You would have to invite them once more.</source>
   <translation>まだコピーされておらず、再び表示することはできません。もう一度招待する必要があります。</translation>
  </message>
  <message>
   <source>Invite</source>
   <translation>招待</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Enter an e-mail address.</source>
   <translation>メールアドレスを入力してください。</translation>
  </message>
  <message>
   <source>%1 is invited</source>
   <translation>%1 を招待しました</translation>
  </message>
 </context>
 <context>
  <name>JoinStep</name>
  <message>
   <source>Accept an invitation</source>
   <translation>招待を受ける</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>受ける</translation>
  </message>
  <message>
   <source>Tenant</source>
   <translation>テナント</translation>
  </message>
  <message>
   <source>E-mail address</source>
   <translation>メールアドレス</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>役割</translation>
  </message>
  <message>
   <source>Password of your account</source>
   <translation>アカウントのパスワード</translation>
  </message>
  <message>
   <source>This address has an account. Sign in with its password to join the tenant.</source>
   <translation>このアドレスにはアカウントがあります。そのパスワードでサインインしてテナントに参加してください。</translation>
  </message>
  <message>
   <source>Choose a password. From now on you sign in with it and your e-mail address.</source>
   <translation>パスワードを決めてください。今後はこのパスワードとメールアドレスでサインインします。</translation>
  </message>
  <message>
   <source>Enter the password.</source>
   <translation>パスワードを入力してください。</translation>
  </message>
 </context>
 <context>
  <name>KeyDialog</name>
  <message>
   <source>New API key</source>
   <translation>新しいAPIキー</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Monthly report</source>
   <translation>月次レポート</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>最終日</translation>
  </message>
  <message>
   <source>The new API key</source>
   <translation>新しいAPIキー</translation>
  </message>
  <message>
   <source>Copy it now: it will not be shown again. Anyone who has it can use it.</source>
   <translation>今すぐコピーしてください。このキーは再表示されません。キーを知っている人は誰でも使用できます。</translation>
  </message>
  <message>
   <source>Copy key</source>
   <translation>キーをコピー</translation>
  </message>
  <message>
   <source>Close without the key?</source>
   <translation>キーをコピーせずに閉じますか？</translation>
  </message>
  <message>
   <source>You have not copied it, and it cannot be shown again. You would have to create another key.</source>
   <translation>キーはまだコピーされておらず、もう一度表示することはできません。必要になった場合は、別のキーを作成することになります。</translation>
  </message>
  <message>
   <source>Create key</source>
   <translation>キーを作成</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Where you will use it, so you know later which key to revoke.</source>
   <translation>どのキーを失効させるか後で判断できるように、用途がわかる名前を付けてください。</translation>
  </message>
  <message>
   <source>Read reports (read)</source>
   <translation>レポートの閲覧（read）</translation>
  </message>
  <message>
   <source>Reports and the list of sites</source>
   <translation>レポートとサイトの一覧</translation>
  </message>
  <message>
   <source>Read and edit (write)</source>
   <translation>閲覧と編集（write）</translation>
  </message>
  <message>
   <source>Also edit sites and what belongs to them</source>
   <translation>閲覧に加え、サイトと関連項目の編集</translation>
  </message>
  <message>
   <source>Full access (admin)</source>
   <translation>フルアクセス（admin）</translation>
  </message>
  <message>
   <source>Also live events and the server status</source>
   <translation>編集に加え、ライブイベントとサーバーの状態の閲覧</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>権限</translation>
  </message>
  <message>
   <source>Site</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>All sites</source>
   <translation>すべてのサイト</translation>
  </message>
  <message>
   <source>Expires</source>
   <translation>有効期限</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>無期限</translation>
  </message>
  <message>
   <source>In 30 days</source>
   <translation>30日後</translation>
  </message>
  <message>
   <source>In 90 days</source>
   <translation>90日後</translation>
  </message>
  <message>
   <source>In a year</source>
   <translation>1年後</translation>
  </message>
  <message>
   <source>After a date…</source>
   <translation>日付を指定…</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
  <message>
   <source>“%1” is ready</source>
   <translation>「%1」を作成しました</translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>dashed: %1</source>
   <translation>破線：%1</translation>
  </message>
 </context>
 <context>
  <name>LimitsCard</name>
  <message>
   <source>Events a second</source>
   <translation>1秒あたりのイベント</translation>
  </message>
  <message>
   <source>Events that wait to be stored</source>
   <translation>保存待ちのイベント</translation>
  </message>
  <message>
   <source>On average over a minute. %1</source>
   <translation>1分間の平均です。%1</translation>
  </message>
  <message>
   <source>They protect the server from a flood of events of one site. Events above a limit are refused.</source>
   <translation>1つのサイトから大量のイベントが届いても、サーバーに負担がかからないようにします。上限を超えたイベントは受け付けません。</translation>
  </message>
  <message>
   <source>Ingest limits</source>
   <translation>受信の上限</translation>
  </message>
  <message>
   <source>Use the defaults</source>
   <translation>既定値に戻す</translation>
  </message>
  <message>
   <source>This site has a limit of its own.</source>
   <translation>このサイト専用の上限です。</translation>
  </message>
  <message>
   <source>This is the default of the server.</source>
   <translation>サーバーの既定値です。</translation>
  </message>
 </context>
 <context>
  <name>LineHistory</name>
  <message>
   <source>Now %1, highest of the last five minutes %2</source>
   <translation>現在%1、過去5分間の最大%2</translation>
  </message>
  <message>
   <source>No readings yet</source>
   <translation>計測値はまだありません</translation>
  </message>
  <message>
   <source>max %1</source>
   <translation>最大%1</translation>
  </message>
 </context>
 <context>
  <name>LinkCard</name>
  <message>
   <source>Address of the public page</source>
   <translation>公開ページのアドレス</translation>
  </message>
  <message>
   <source>Copy link</source>
   <translation>リンクをコピー</translation>
  </message>
  <message>
   <source>Open in browser</source>
   <translation>ブラウザで開く</translation>
  </message>
  <message>
   <source>New link</source>
   <translation>新しいリンク</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>共有を停止</translation>
  </message>
  <message>
   <source>Anyone with this link can see the reports, up to %1 days at a time, without signing in. Search engines are asked not to list it.</source>
   <translation>このリンクを知っている人は誰でも、サインインせずにレポートを閲覧できます（一度に最長%1日間）。検索エンジンには掲載しないよう求めています。</translation>
  </message>
  <message>
   <source>Public link</source>
   <translation>公開リンク</translation>
  </message>
  <message>
   <source>This address works only on the computer that runs the server. For other computers, set the public address of the server under Server, Settings.</source>
   <translation>このアドレスは、サーバーが動作しているコンピューターでのみ使えます。ほかのコンピューターから使えるようにするには、「サーバー」の「設定」でサーバーの公開アドレスを設定してください。</translation>
  </message>
 </context>
 <context>
  <name>LinkForm</name>
  <message>
   <source>Enter the address of a page on %1, such as https://%1/page.</source>
   <translation>%1 のページのアドレスを入力してください（例：https://%1/page）。</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>メディア</translation>
  </message>
  <message>
   <source>Campaign</source>
   <translation>キャンペーン</translation>
  </message>
  <message>
   <source>Term</source>
   <translation>キーワード</translation>
  </message>
  <message>
   <source>Content</source>
   <translation>コンテンツ</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Spring newsletter</source>
   <translation>春のニュースレター</translation>
  </message>
  <message>
   <source>Leads to</source>
   <translation>リンク先</translation>
  </message>
  <message>
   <source>A page of %1</source>
   <translation>%1 のページ</translation>
  </message>
  <message>
   <source>The link works</source>
   <translation>リンクを有効にする</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
 </context>
 <context>
  <name>LiveEventsModel</name>
  <message>
   <source>From</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>場所</translation>
  </message>
  <message>
   <source>Browser</source>
   <translation>ブラウザ</translation>
  </message>
  <message>
   <source>When</source>
   <translation>日時</translation>
  </message>
  <message>
   <source>Page or event</source>
   <translation>ページまたはイベント</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Pageview</source>
   <translation>ページビュー</translation>
  </message>
 </context>
 <context>
  <name>LogCard</name>
  <message>
   <source>Event</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>日時</translation>
  </message>
  <message>
   <source>Origin</source>
   <translation>接続元</translation>
  </message>
  <message>
   <source>Security log</source>
   <translation>セキュリティログ</translation>
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation>まだ何もありません。</translation>
  </message>
  <message>
   <source>Show older</source>
   <translation>以前のログを表示</translation>
  </message>
 </context>
 <context>
  <name>LogView</name>
  <message>
   <source>Everything</source>
   <translation>すべて</translation>
  </message>
  <message>
   <source>Info</source>
   <translation>情報</translation>
  </message>
  <message>
   <source>Warnings</source>
   <translation>警告</translation>
  </message>
  <message>
   <source>Errors</source>
   <translation>エラー</translation>
  </message>
  <message>
   <source>Minimum level</source>
   <translation>表示する最低レベル</translation>
  </message>
  <message>
   <source>Search the log</source>
   <translation>ログを検索</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>ログ</translation>
  </message>
  <message>
   <source>Nothing to show at this level.</source>
   <translation>このレベルで表示するログはありません。</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>すべてコピー</translation>
  </message>
  <message numerus="yes">
   <source>%1 lines</source>
   <translation>
    <numerusform>%1行</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Show the log</source>
   <translation>ログを表示</translation>
  </message>
  <message>
   <source>The language changes at the next start.</source>
   <translation>言語は次回の起動時に切り替わります。</translation>
  </message>
  <message>
   <source>No filter is set. Click a table row to filter by it, or Ctrl+click to exclude it.</source>
   <translation>フィルターは設定されていません。表の行をクリックするとその値で絞り込み、Ctrl+クリックで除外できます。</translation>
  </message>
  <message>
   <source>Copied %1</source>
   <translation>コピーしました：%1</translation>
  </message>
 </context>
 <context>
  <name>MembersPage</name>
  <message>
   <source>Events of this month</source>
   <translation>今月のイベント</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>削除…</translation>
  </message>
  <message>
   <source>Change role</source>
   <translation>役割を変更</translation>
  </message>
  <message>
   <source>Invite…</source>
   <translation>招待…</translation>
  </message>
  <message>
   <source>Member</source>
   <translation>メンバー</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>役割</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>開始日</translation>
  </message>
  <message>
   <source>Members</source>
   <translation>メンバー</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>取り消す</translation>
  </message>
  <message>
   <source>Open invitations</source>
   <translation>未承諾の招待</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>アドレス</translation>
  </message>
  <message>
   <source>Works until</source>
   <translation>有効期限</translation>
  </message>
  <message>
   <source>A server of your own has one administrator. Members exist in cloud mode.</source>
   <translation>自分のサーバーには管理者が 1 人います。メンバーはクラウドモードにあります。</translation>
  </message>
  <message>
   <source>This server has no members</source>
   <translation>このサーバーにはメンバーがいません</translation>
  </message>
  <message numerus="yes">
   <source>%1 members</source>
   <translation>
    <numerusform>メンバー %1 人</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 has the role %2 now</source>
   <translation>%1 の役割は %2 になりました</translation>
  </message>
  <message>
   <source>Remove %1 from the tenant?</source>
   <translation>%1 をテナントから削除しますか？</translation>
  </message>
  <message>
   <source>They lose access to its websites at once. API keys that they made keep working.</source>
   <translation>すぐにサイトにアクセスできなくなります。作成した API キーは引き続き有効です。</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>Leave this tenant?</source>
   <translation>このテナントから抜けますか？</translation>
  </message>
  <message>
   <source>You lose access to its websites at once, until someone invites you again.</source>
   <translation>再び招待されるまで、すぐにサイトにアクセスできなくなります。</translation>
  </message>
  <message>
   <source>Leave</source>
   <translation>抜ける</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>%1 has been removed</source>
   <translation>%1 を削除しました</translation>
  </message>
  <message>
   <source>The invitation of %1 has been withdrawn</source>
   <translation>%1 への招待を取り消しました</translation>
  </message>
  <message>
   <source>you</source>
   <translation>あなた</translation>
  </message>
 </context>
 <context>
  <name>MinuteBars</name>
  <message>
   <source>Events per minute, last 30 minutes</source>
   <translation>1分あたりのイベント数（直近30分）</translation>
  </message>
  <message>
   <source>%1 in the current minute, peak %2</source>
   <translation>現在の1分間は%1、最大%2</translation>
  </message>
  <message>
   <source>30 min ago</source>
   <translation>30分前</translation>
  </message>
  <message>
   <source>now</source>
   <translation>現在</translation>
  </message>
  <message>
   <source>Events per minute · peak %1</source>
   <translation>1分あたりのイベント数・最大%1</translation>
  </message>
  <message>
   <source>%1 min ago</source>
   <translation>%1分前</translation>
  </message>
  <message>
   <source>this minute</source>
   <translation>現在の1分間</translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>イベント%1件</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MorePanel</name>
  <message>
   <source>Caches</source>
   <translation>キャッシュ</translation>
  </message>
  <message>
   <source>What is asked for often is kept in memory. A low hit rate after a start is normal.</source>
   <translation>よく使われるものはメモリに保持されます。起動直後のヒット率が低いのは正常です。</translation>
  </message>
  <message>
   <source>Process</source>
   <translation>プロセス</translation>
  </message>
  <message>
   <source>Process %1</source>
   <translation>プロセス%1</translation>
  </message>
  <message>
   <source>started %1</source>
   <translation>起動日時：%1</translation>
  </message>
  <message>
   <source>Memory %1</source>
   <translation>メモリ%1</translation>
  </message>
  <message>
   <source>Data folder %1</source>
   <translation>データフォルダー：%1</translation>
  </message>
 </context>
 <context>
  <name>NewPassword</name>
  <message>
   <source>New password</source>
   <translation>新しいパスワード</translation>
  </message>
  <message>
   <source>Repeat password</source>
   <translation>新しいパスワード（確認）</translation>
  </message>
  <message>
   <source>At least %1 characters.</source>
   <translation>%1文字以上にしてください。</translation>
  </message>
  <message>
   <source>This password is too long.</source>
   <translation>このパスワードは長すぎます。</translation>
  </message>
  <message>
   <source>The passwords match.</source>
   <translation>パスワードが一致しました。</translation>
  </message>
  <message>
   <source>The passwords do not match yet.</source>
   <translation>パスワードがまだ一致していません。</translation>
  </message>
 </context>
 <context>
  <name>NewPasswordStep</name>
  <message>
   <source>Choose a new password</source>
   <translation>新しいパスワードを設定してください</translation>
  </message>
  <message>
   <source>This server was set up with a publicly known password. Choose a new one to continue.</source>
   <translation>このサーバーには、一般に知られているパスワードが設定されています。続けるには、新しいパスワードを設定してください。</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>パスワードを変更</translation>
  </message>
  <message>
   <source>Current password</source>
   <translation>現在のパスワード</translation>
  </message>
  <message>
   <source>Enter the current password.</source>
   <translation>現在のパスワードを入力してください。</translation>
  </message>
  <message>
   <source>The new password must differ from the current one.</source>
   <translation>新しいパスワードには、現在のものと異なるパスワードを指定してください。</translation>
  </message>
 </context>
 <context>
  <name>Notifications</name>
  <message>
   <source>The server %1 has not answered for a minute.</source>
   <translation>サーバー%1が1分間応答していません。</translation>
  </message>
  <message>
   <source>The server of this computer has not answered for a minute.</source>
   <translation>このコンピューターのサーバーが1分間応答していません。</translation>
  </message>
  <message>
   <source>%1 has its first visitor.</source>
   <translation>%1に最初の訪問者が来ました。</translation>
  </message>
 </context>
 <context>
  <name>OutsideRow</name>
  <message>
   <source>Set, but never shown</source>
   <translation>設定済み（表示されません）</translation>
  </message>
  <message>
   <source>Not set</source>
   <translation>未設定</translation>
  </message>
  <message>
   <source>By %1</source>
   <translation>%1で設定</translation>
  </message>
 </context>
 <context>
  <name>PaintedSection</name>
  <message>
   <source>Copy or save</source>
   <translation>コピー・保存</translation>
  </message>
 </context>
 <context>
  <name>PaintedView</name>
  <message>
   <source>Arrow keys read single values.</source>
   <translation>矢印キーで個々の値を確認できます。</translation>
  </message>
  <message>
   <source>Copy table</source>
   <translation>表をコピー</translation>
  </message>
 </context>
 <context>
  <name>PasswordCard</name>
  <message>
   <source>Current password</source>
   <translation>現在のパスワード</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>パスワードを変更</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>変更…</translation>
  </message>
  <message>
   <source>Changing it ends all other sessions. API keys keep working.</source>
   <translation>変更すると、ほかのセッションはすべて終了します。APIキーは引き続き使えます。</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>パスワード</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Enter the current password.</source>
   <translation>現在のパスワードを入力してください。</translation>
  </message>
  <message>
   <source>Password changed. All other sessions have ended.</source>
   <translation>パスワードを変更しました。ほかのセッションはすべて終了しました。</translation>
  </message>
  <message>
   <source>The current password is incorrect.</source>
   <translation>現在のパスワードが正しくありません。</translation>
  </message>
 </context>
 <context>
  <name>PathEditor</name>
  <message>
   <source>Choose a file for “%1”</source>
   <translation>「%1」のファイルを選択</translation>
  </message>
 </context>
 <context>
  <name>PixelDialog</name>
  <message>
   <source>Line to paste</source>
   <translation>貼り付ける行</translation>
  </message>
  <message>
   <source>Text to paste</source>
   <translation>貼り付けるテキスト</translation>
  </message>
  <message>
   <source>Paste it into the HTML of the mail or the page. Mail programs show it when they load pictures.</source>
   <translation>メールやページの HTML に貼り付けてください。メールソフトが画像を読み込むと表示されます。</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
 </context>
 <context>
  <name>PixelForm</name>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Invoice mail</source>
   <translation>請求メール</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>The pixel counts</source>
   <translation>ピクセルを有効にする</translation>
  </message>
  <message>
   <source>Its views appear among those of this page. May stay empty.</source>
   <translation>表示はこのページのものとして数えられます。空のままでもかまいません。</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
 </context>
 <context>
  <name>PlacesCard</name>
  <message>
   <source>Get DB-IP City Lite</source>
   <translation>DB-IP City Liteを取得</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>ファイルを選択</translation>
  </message>
  <message>
   <source>The server downloads some 60 MB from db-ip.com, once; nothing about your visitors is sent. Licence: CC BY 4.0, which asks to name DB-IP beside the places.</source>
   <translation>サーバーがdb-ip.comから約60 MBを一度だけダウンロードします。訪問者に関する情報は一切送信されません。ライセンスはCC BY 4.0で、国や地域の表示にDB-IPの名前を添えることが条件です。</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>進行状況</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>国・地域</translation>
  </message>
  <message>
   <source>Checking the file…</source>
   <translation>ファイルを確認しています…</translation>
  </message>
  <message>
   <source>Regions and cities come from %1.</source>
   <translation>地域と市区町村は%1によります。</translation>
  </message>
  <message>
   <source>Regions and cities come from %1 of %2.</source>
   <translation>地域と市区町村は%1（%2）によります。</translation>
  </message>
  <message>
   <source>Countries are known. A city database adds regions and cities.</source>
   <translation>国は判別できます。市区町村データベースを追加すると、地域と市区町村も判別できます。</translation>
  </message>
  <message>
   <source>%1 of %2</source>
   <translation>%1/%2</translation>
  </message>
  <message>
   <source>Choose a city database</source>
   <translation>市区町村データベースを選択</translation>
  </message>
  <message>
   <source>City databases (*.mmdb *.mmdb.gz);;All files (*)</source>
   <translation>市区町村データベース (*.mmdb *.mmdb.gz);;すべてのファイル (*)</translation>
  </message>
 </context>
 <context>
  <name>PolicyCard</name>
  <message>
   <source>Leave out</source>
   <translation>除外する</translation>
  </message>
  <message>
   <source>Be strict</source>
   <translation>厳しくする</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>数える</translation>
  </message>
  <message>
   <source>Bots in the reports</source>
   <translation>レポートでのボット</translation>
  </message>
  <message>
   <source>Score of a bot</source>
   <translation>ボットのスコア</translation>
  </message>
  <message>
   <source>New events with at least so many of 100 points count as a bot's.</source>
   <translation>100 点中この点数以上の新しいイベントはボットとみなされます。</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 events of the last 7 days were of bots.</source>
   <translation>
    <numerusform>過去 7 日間のイベント %2 件のうち %1 件がボットによるものでした。</numerusform>
   </translation>
  </message>
  <message>
   <source>There were no events in the last 7 days.</source>
   <translation>過去 7 日間にイベントはありませんでした。</translation>
  </message>
  <message>
   <source>Crawlers and other programs are recorded, and left out of the reports unless you count them.</source>
   <translation>クローラーなどのプログラムは記録され、数えるように設定しない限りレポートから除外されます。</translation>
  </message>
  <message>
   <source>Bots</source>
   <translation>ボット</translation>
  </message>
  <message>
   <source>Apply to stored events…</source>
   <translation>保存済みイベントに適用…</translation>
  </message>
 </context>
 <context>
  <name>QrDialog</name>
  <message>
   <source>Address as QR code</source>
   <translation>アドレスのQRコード</translation>
  </message>
  <message>
   <source>QR code of %1</source>
   <translation>%1のQRコード</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
 </context>
 <context>
  <name>RangeCalendar</name>
  <message>
   <source>Calendar: choose the first and the last day</source>
   <translation>カレンダー：最初の日と最後の日を選んでください</translation>
  </message>
 </context>
 <context>
  <name>RealtimePage</name>
  <message>
   <source>Visitors now by country</source>
   <translation>現在の訪問者（国別）</translation>
  </message>
  <message>
   <source>Pages now</source>
   <translation>現在のページ</translation>
  </message>
  <message>
   <source>Sources now</source>
   <translation>現在の参照元</translation>
  </message>
  <message>
   <source>Visitors now</source>
   <translation>現在の訪問者</translation>
  </message>
  <message>
   <source>in the last 30 minutes</source>
   <translation>直近30分間</translation>
  </message>
  <message>
   <source>Newest events</source>
   <translation>最新のイベント</translation>
  </message>
  <message>
   <source>Happening now</source>
   <translation>現在の動き</translation>
  </message>
  <message>
   <source>Only %1. Show all</source>
   <translation>%1のみ。すべて表示</translation>
  </message>
  <message>
   <source>Newest %1</source>
   <translation>最新%1件</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors in the last 30 minutes</source>
   <translation>
    <numerusform>直近30分間の訪問者%1人</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 in the last 5 minutes</source>
   <translation>直近5分間は%1人</translation>
  </message>
  <message>
   <source>Sample data has no live visits. Add a site of your own to see visits arrive.</source>
   <translation>サンプルデータにはライブの訪問がありません。ご自分のサイトを追加すると、訪問が届く様子を確認できます。</translation>
  </message>
  <message>
   <source>No visitors right now</source>
   <translation>現在の訪問者はいません</translation>
  </message>
  <message>
   <source>Visits appear here as they happen. Is the snippet on your pages?</source>
   <translation>訪問があると、ここにリアルタイムで表示されます。スニペットをページに追加しましたか？</translation>
  </message>
  <message>
   <source>Show the snippet</source>
   <translation>スニペットを表示</translation>
  </message>
 </context>
 <context>
  <name>RecomputeDialog</name>
  <message>
   <source>Apply to stored events</source>
   <translation>保存済みイベントへの適用</translation>
  </message>
  <message>
   <source>Rules and policy apply to new events. Here you apply them to those that are stored. Rules about addresses cannot be applied to these, since no address is stored.</source>
   <translation>ルールと設定は新しいイベントに適用されます。ここでは保存済みのイベントに適用します。アドレスは保存されないため、アドレスに関するルールは適用できません。</translation>
  </message>
  <message numerus="yes">
   <source>Last %1 days</source>
   <translation>
    <numerusform>過去%1日間</numerusform>
   </translation>
  </message>
  <message>
   <source>Days</source>
   <translation>期間</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Undo the last time</source>
   <translation>前回の適用を元に戻す</translation>
  </message>
  <message>
   <source>Apply</source>
   <translation>適用</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>進行状況</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Counting…</source>
   <translation>集計中…</translation>
  </message>
  <message>
   <source>%1 of %2</source>
   <translation>%1 / %2</translation>
  </message>
  <message>
   <source>Giving back what was there before…</source>
   <translation>以前の状態に戻しています…</translation>
  </message>
  <message>
   <source>Applying…</source>
   <translation>適用中…</translation>
  </message>
  <message>
   <source>There are no events on these days.</source>
   <translation>この期間にイベントはありません。</translation>
  </message>
  <message>
   <source>Nothing would change.</source>
   <translation>変更はありません。</translation>
  </message>
  <message>
   <source>Done. The reports count by these rules now.</source>
   <translation>完了しました。レポートはこのルールで集計されます。</translation>
  </message>
  <message>
   <source>Every event is as it was before.</source>
   <translation>すべてのイベントは以前の状態に戻りました。</translation>
  </message>
  <message numerus="yes">
   <source>%1 page views would count as those of bots.</source>
   <translation>
    <numerusform>%1 件のページビューがボットのものになります。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events would count as those of bots.</source>
   <translation>
    <numerusform>%1 件のイベントがボットのものになります。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 page views would count as those of people.</source>
   <translation>
    <numerusform>%1 件のページビューが人のものになります。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events would count as those of people.</source>
   <translation>
    <numerusform>%1 件のイベントが人のものになります。</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RecordDialog</name>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
 </context>
 <context>
  <name>RecordsPage</name>
  <message>
   <source>%1 This list may be out of date.</source>
   <translation>%1 この一覧は最新でない可能性があります。</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>再試行</translation>
  </message>
  <message>
   <source>Save all rows</source>
   <translation>すべての行を保存</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>編集…</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>%1 could not be deleted: %2</source>
   <translation>「%1」を削除できませんでした：%2</translation>
  </message>
 </context>
 <context>
  <name>RemoteLogin</name>
  <message>
   <source>You are not signed in to %1.</source>
   <translation>%1にサインインしていません。</translation>
  </message>
 </context>
 <context>
  <name>ReportForm</name>
  <message>
   <source>Key figures</source>
   <translation>主な指標</translation>
  </message>
  <message>
   <source>Traffic over time</source>
   <translation>アクセス推移</translation>
  </message>
  <message>
   <source>Breakdown</source>
   <translation>内訳</translation>
  </message>
  <message>
   <source>Custom events</source>
   <translation>カスタムイベント</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Funnel</source>
   <translation>ファネル</translation>
  </message>
  <message>
   <source>Journey</source>
   <translation>経路</translation>
  </message>
  <message>
   <source>Retention</source>
   <translation>リテンション</translation>
  </message>
  <message>
   <source>Attribution</source>
   <translation>アトリビューション</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>収益</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Monday numbers</source>
   <translation>月曜の数字</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>説明</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>レポート</translation>
  </message>
  <message>
   <source>Broken down by</source>
   <translation>内訳の項目</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Last days</source>
   <translation>直近の日数</translation>
  </message>
  <message>
   <source>Days on screen</source>
   <translation>表示中の期間</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>期間</translation>
  </message>
  <message>
   <source>Number of days</source>
   <translation>日数</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>比較</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>タイムゾーン</translation>
  </message>
  <message>
   <source>Time zone of the site</source>
   <translation>サイトのタイムゾーン</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>フィルター</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
  <message>
   <source>A saved report cannot filter by a property of events.</source>
   <translation>保存したレポートでは、イベントのプロパティで絞り込めません。</translation>
  </message>
  <message>
   <source>Create a goal first.</source>
   <translation>先に目標を作成してください。</translation>
  </message>
  <message>
   <source>Create a funnel first.</source>
   <translation>先にファネルを作成してください。</translation>
  </message>
  <message>
   <source>Determines when a day starts and ends</source>
   <translation>1日の始まりと終わりを決めます</translation>
  </message>
  <message>
   <source>No comparison</source>
   <translation>比較しない</translation>
  </message>
  <message>
   <source>Previous period</source>
   <translation>前の期間</translation>
  </message>
  <message>
   <source>Previous year</source>
   <translation>前年</translation>
  </message>
  <message>
   <source>Other days</source>
   <translation>ほかの期間</translation>
  </message>
  <message>
   <source>(deleted)</source>
   <translation>（削除済み）</translation>
  </message>
 </context>
 <context>
  <name>Roles</name>
  <message>
   <source>Owner</source>
   <translation>オーナー</translation>
  </message>
  <message>
   <source>Admin</source>
   <translation>管理者</translation>
  </message>
  <message>
   <source>Viewer</source>
   <translation>閲覧者</translation>
  </message>
  <message>
   <source>everything, owners included</source>
   <translation>すべて（オーナーを含む）</translation>
  </message>
  <message>
   <source>websites, keys and members</source>
   <translation>サイト、キー、メンバー</translation>
  </message>
  <message>
   <source>reports, nothing changed</source>
   <translation>レポートの閲覧のみ</translation>
  </message>
 </context>
 <context>
  <name>RulePicker</name>
  <message>
   <source>Search pages and events</source>
   <translation>ページとイベントを検索</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>訪問者%1人</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SearchField</name>
  <message>
   <source>Clear</source>
   <translation>クリア</translation>
  </message>
 </context>
 <context>
  <name>SecondFactorCard</name>
  <message>
   <source>Turn on</source>
   <translation>有効にする</translation>
  </message>
  <message>
   <source>Turn off</source>
   <translation>無効にする</translation>
  </message>
  <message>
   <source>Second factor</source>
   <translation>2要素認証</translation>
  </message>
  <message>
   <source>On</source>
   <translation>有効</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>無効</translation>
  </message>
  <message>
   <source>Only the password is required. With a second factor, signing in also takes a code from your phone.</source>
   <translation>現在はパスワードだけでサインインできます。2要素認証を有効にすると、サインインの際にスマートフォンに表示されるコードも必要になります。</translation>
  </message>
  <message numerus="yes">
   <source>%1 recovery codes left.</source>
   <translation>
    <numerusform>リカバリーコードの残りは%1個です。</numerusform>
   </translation>
  </message>
  <message>
   <source>On since %1.</source>
   <translation>%1から有効です。</translation>
  </message>
  <message>
   <source>Its secret is missing from the data folder, so only recovery codes work. Turn it off with one of them and then on again.</source>
   <translation>シークレットキーがデータフォルダーに見つからないため、リカバリーコードしか使えません。リカバリーコードで2要素認証を無効にしてから、もう一度有効にしてください。</translation>
  </message>
  <message>
   <source>You have few recovery codes left. Turn the second factor off and on again to get new ones.</source>
   <translation>リカバリーコードの残りがわずかです。新しいコードを発行するには、2要素認証を一度無効にしてから、もう一度有効にしてください。</translation>
  </message>
 </context>
 <context>
  <name>SecretEditor</name>
  <message>
   <source>Set, but never shown</source>
   <translation>設定済み（表示されません）</translation>
  </message>
  <message>
   <source>Not set</source>
   <translation>未設定</translation>
  </message>
 </context>
 <context>
  <name>SecretLine</name>
  <message>
   <source>Show the text</source>
   <translation>文字を表示</translation>
  </message>
 </context>
 <context>
  <name>SecretPart</name>
  <message>
   <source>Done</source>
   <translation>完了</translation>
  </message>
 </context>
 <context>
  <name>SectionsCard</name>
  <message>
   <source>Contents</source>
   <translation>表示内容</translation>
  </message>
  <message>
   <source>The totals, the chart, and these breakdowns:</source>
   <translation>合計とグラフに加えて、次の内訳を表示します：</translation>
  </message>
 </context>
 <context>
  <name>SecurityPage</name>
  <message>
   <source>This server does not require sign-in</source>
   <translation>このサーバーではサインインが不要です</translation>
  </message>
  <message>
   <source>Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local.</source>
   <translation>サーバーが動作しているコンピューターで「SPARKLYTICS_AUTH=local」を設定し、サインインを有効にしてください。</translation>
  </message>
  <message>
   <source>client %1</source>
   <translation>クライアント：%1</translation>
  </message>
  <message>
   <source>Server's computer</source>
   <translation>サーバー本体</translation>
  </message>
  <message>
   <source>Remote</source>
   <translation>リモート</translation>
  </message>
  <message>
   <source>Administrator set up</source>
   <translation>管理者を設定</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>サインイン</translation>
  </message>
  <message>
   <source>Wrong password or code</source>
   <translation>パスワードまたはコードの誤り</translation>
  </message>
  <message>
   <source>Locked after failed attempts</source>
   <translation>失敗が続いたためロック</translation>
  </message>
  <message>
   <source>Signed out</source>
   <translation>サインアウト</translation>
  </message>
  <message>
   <source>Password changed</source>
   <translation>パスワードを変更</translation>
  </message>
  <message>
   <source>Password reset on the command line</source>
   <translation>コマンドラインでパスワードをリセット</translation>
  </message>
  <message>
   <source>API key created</source>
   <translation>APIキーを作成</translation>
  </message>
  <message>
   <source>API key revoked</source>
   <translation>APIキーを失効</translation>
  </message>
  <message>
   <source>Session ended</source>
   <translation>セッションを終了</translation>
  </message>
  <message>
   <source>All other sessions ended</source>
   <translation>ほかのすべてのセッションを終了</translation>
  </message>
  <message>
   <source>Second factor turned on</source>
   <translation>2要素認証を有効化</translation>
  </message>
  <message>
   <source>Second factor turned off</source>
   <translation>2要素認証を無効化</translation>
  </message>
  <message>
   <source>Recovery code used</source>
   <translation>リカバリーコードを使用</translation>
  </message>
  <message>
   <source>Member invited</source>
   <translation>メンバーを招待</translation>
  </message>
  <message>
   <source>Member joined</source>
   <translation>メンバーが参加</translation>
  </message>
  <message>
   <source>Role of a member changed</source>
   <translation>メンバーの役割を変更</translation>
  </message>
  <message>
   <source>Member removed</source>
   <translation>メンバーを削除</translation>
  </message>
 </context>
 <context>
  <name>SegmentForm</name>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Readers from Germany</source>
   <translation>ドイツからの読者</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>フィルター</translation>
  </message>
  <message>
   <source>Filters of one property are alternatives; those of different ones all have to fit.</source>
   <translation>同じ項目のフィルターはいずれかに、異なる項目のフィルターはすべてに一致する必要があります。</translation>
  </message>
  <message>
   <source>Enter a name.</source>
   <translation>名前を入力してください。</translation>
  </message>
  <message>
   <source>Add at least one filter.</source>
   <translation>フィルターを 1 つ以上追加してください。</translation>
  </message>
 </context>
 <context>
  <name>SendingPage</name>
  <message>
   <source>When</source>
   <translation>いつ</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>結果</translation>
  </message>
  <message>
   <source>To</source>
   <translation>宛先</translation>
  </message>
  <message>
   <source>Sent messages</source>
   <translation>送信済みメッセージ</translation>
  </message>
  <message>
   <source>Nothing has been sent yet.</source>
   <translation>まだ何も送信されていません。</translation>
  </message>
  <message>
   <source>Sent by %1</source>
   <translation>%1 による送信</translation>
  </message>
  <message>
   <source>Sent to %1. %2</source>
   <translation>%1 に送信しました。%2</translation>
  </message>
  <message>
   <source>Not sent to %1. %2</source>
   <translation>%1 に送信できませんでした。%2</translation>
  </message>
  <message>
   <source>the desktop</source>
   <translation>デスクトップ</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>送信済み</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>失敗</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>待機中</translation>
  </message>
  <message>
   <source>No mail server is set up: see the settings on the page Server.</source>
   <translation>メールサーバーが設定されていません。「サーバー」ページの設定を確認してください。</translation>
  </message>
  <message>
   <source>No window is open on the server.</source>
   <translation>サーバーを開いているウィンドウがありません。</translation>
  </message>
  <message>
   <source>The saved report no longer exists.</source>
   <translation>保存済みレポートはもう存在しません。</translation>
  </message>
  <message>
   <source>The address leads into a private network, which the settings of the server do not allow.</source>
   <translation>このアドレスはサーバーの設定で許可されていないプライベートネットワークを指しています。</translation>
  </message>
  <message>
   <source>The server ended while this was being sent; it may have arrived.</source>
   <translation>送信中にサーバーが終了しました。届いている可能性があります。</translation>
  </message>
  <message numerus="yes">
   <source>%1 attempts</source>
   <translation>
    <numerusform>%1 回試行</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ServerHeadline</name>
  <message>
   <source>There is no connection to the server.</source>
   <translation>サーバーに接続されていません。</translation>
  </message>
  <message>
   <source>The server is stopped: no visits are counted.</source>
   <translation>サーバーは停止しています。訪問は記録されません。</translation>
  </message>
  <message>
   <source>The server is starting…</source>
   <translation>サーバーを起動しています…</translation>
  </message>
  <message>
   <source>The server is running.</source>
   <translation>サーバーは動作しています。</translation>
  </message>
  <message>
   <source>The server is stopping…</source>
   <translation>サーバーを停止しています…</translation>
  </message>
  <message>
   <source>The server could not be started: no visits are counted.</source>
   <translation>サーバーを起動できませんでした。訪問は記録されません。</translation>
  </message>
  <message>
   <source>The server is not responding.</source>
   <translation>サーバーが応答していません。</translation>
  </message>
  <message>
   <source>Collecting is paused: visits are not counted.</source>
   <translation>計測を一時停止しています。訪問は記録されません。</translation>
  </message>
  <message numerus="yes">
   <source>There are %1 other problems, see Health.</source>
   <translation>
    <numerusform>ほかにも問題が%1件あります。「状態」をご覧ください。</numerusform>
   </translation>
  </message>
  <message>
   <source>The server can hardly keep up: %1 events are waiting to be stored, and it refuses more than %2.</source>
   <translation>サーバーの処理が追いついていません。%1件のイベントが保存待ちで、%2件を超えると拒否されます。</translation>
  </message>
  <message numerus="yes">
   <source>%1 events were refused since the start.</source>
   <translation>
    <numerusform>起動後、イベント%1件が拒否されました。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All is well: %1 events stored today.</source>
   <translation>
    <numerusform>すべて正常です：今日保存したイベントは%1件です。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events are waiting to be stored.</source>
   <translation>
    <numerusform>%1件のイベントが保存待ちです。</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ServerPage</name>
  <message>
   <source>Sections of the Server page</source>
   <translation>「サーバー」ページの項目</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>状態</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>設定</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>ログ</translation>
  </message>
  <message>
   <source>More</source>
   <translation>その他</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>起動</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>再起動</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>This server runs on another computer. Start and stop it there.</source>
   <translation>このサーバーは別のコンピューターで動作しています。起動と停止はそのコンピューターで行います。</translation>
  </message>
  <message>
   <source>Several tenants share this server. Its state, settings and log are for those who run it.</source>
   <translation>このサーバーは複数のテナントが共有しています。状態、設定、ログを見られるのは運用者だけです。</translation>
  </message>
  <message>
   <source>Version %1</source>
   <translation>バージョン%1</translation>
  </message>
  <message>
   <source>up for %1</source>
   <translation>稼働時間：%1</translation>
  </message>
  <message>
   <source>These figures are out of date. %1</source>
   <translation>この数値は最新ではありません。%1</translation>
  </message>
  <message>
   <source>Only the administrator, or an API key with the scope admin, can see the state and log of this server.</source>
   <translation>このサーバーの状態とログを表示できるのは、管理者とadmin権限のあるAPIキーだけです。</translation>
  </message>
 </context>
 <context>
  <name>SessionDetails</name>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Sessions of this visitor</source>
   <translation>この訪問者のセッション</translation>
  </message>
  <message>
   <source>Shown</source>
   <translation>表示内容</translation>
  </message>
  <message numerus="yes">
   <source>%1 pages</source>
   <translation>
    <numerusform>%1ページ</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events</source>
   <translation>
    <numerusform>イベント%1件</numerusform>
   </translation>
  </message>
  <message>
   <source>bot</source>
   <translation>ボット</translation>
  </message>
  <message>
   <source>Only the first %1 events are listed.</source>
   <translation>最初の%1件のイベントだけを表示しています。</translation>
  </message>
  <message>
   <source>This site knows a visitor for one day, so only sessions of that day are listed.</source>
   <translation>このサイトで同じ訪問者を識別できるのは1日の間だけのため、その日のセッションだけを表示しています。</translation>
  </message>
 </context>
 <context>
  <name>SessionsCard</name>
  <message>
   <source>No one is signed in.</source>
   <translation>サインインしているユーザーはいません。</translation>
  </message>
  <message>
   <source>Client</source>
   <translation>クライアント</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>最終アクセス</translation>
  </message>
  <message>
   <source>Expires</source>
   <translation>有効期限</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>End session</source>
   <translation>セッションを終了</translation>
  </message>
  <message>
   <source>End all other sessions…</source>
   <translation>ほかのすべてのセッションを終了…</translation>
  </message>
  <message>
   <source>Window or program</source>
   <translation>ウィンドウまたはプログラム</translation>
  </message>
  <message>
   <source>since %1</source>
   <translation>%1から</translation>
  </message>
  <message>
   <source>This window</source>
   <translation>このウィンドウ</translation>
  </message>
  <message>
   <source>People signed in elsewhere have to sign in again. API keys keep working.</source>
   <translation>ほかの場所でサインインしているユーザーは、もう一度サインインする必要があります。APIキーは引き続き使えます。</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>End all other sessions</source>
   <translation>ほかのすべてのセッションを終了</translation>
  </message>
  <message>
   <source>End all sessions except this one?</source>
   <translation>このセッション以外のすべてのセッションを終了しますか？</translation>
  </message>
 </context>
 <context>
  <name>SessionsPage</name>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>No visits</source>
   <translation>訪問はありません</translation>
  </message>
  <message>
   <source>Nobody visited the site in this range.</source>
   <translation>この期間にサイトへの訪問はありませんでした。</translation>
  </message>
 </context>
 <context>
  <name>SetUpStep</name>
  <message>
   <source>Set up this server</source>
   <translation>サーバーの初期設定</translation>
  </message>
  <message>
   <source>This server is new. Choose a password for it.</source>
   <translation>これは新しいサーバーです。パスワードを設定してください。</translation>
  </message>
  <message>
   <source>Set up</source>
   <translation>設定する</translation>
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation>初期設定用パスワード</translation>
  </message>
  <message>
   <source>The server printed it when it started and stores it in the file bootstrap-password in its data folder. If SPARKLYTICS_BOOTSTRAP_PASSWORD is set, use its value.</source>
   <translation>このパスワードは、サーバーの起動時に表示され、データフォルダーの「bootstrap-password」ファイルに保存されています。SPARKLYTICS_BOOTSTRAP_PASSWORDを設定している場合は、その値を使ってください。</translation>
  </message>
  <message>
   <source>Enter the bootstrap password.</source>
   <translation>初期設定用パスワードを入力してください。</translation>
  </message>
 </context>
 <context>
  <name>SettingRow</name>
  <message>
   <source>Restore the default of “%1”</source>
   <translation>「%1」を既定値に戻す</translation>
  </message>
  <message>
   <source>After a restart</source>
   <translation>再起動後</translation>
  </message>
  <message>
   <source>Pinned</source>
   <translation>固定</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>変更済み</translation>
  </message>
  <message>
   <source>Default: %1</source>
   <translation>既定：%1</translation>
  </message>
  <message>
   <source>Set on the command line, which the window cannot override.</source>
   <translation>コマンドラインで設定されているため、ウィンドウでは変更できません。</translation>
  </message>
  <message>
   <source>Set by %1, which the window cannot override.</source>
   <translation>%1で設定されているため、ウィンドウでは変更できません。</translation>
  </message>
 </context>
 <context>
  <name>SettingsPanel</name>
  <message>
   <source>Search settings</source>
   <translation>設定を検索</translation>
  </message>
  <message>
   <source>All</source>
   <translation>すべて</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>変更済み</translation>
  </message>
  <message>
   <source>Which settings</source>
   <translation>表示する設定</translation>
  </message>
  <message>
   <source>No setting matches.</source>
   <translation>一致する設定はありません。</translation>
  </message>
  <message>
   <source>This server runs on another computer. Change its settings there.</source>
   <translation>このサーバーは別のコンピューターで動作しています。設定の変更はそのコンピューターで行います。</translation>
  </message>
  <message>
   <source>A change is saved at once and takes effect when the server restarts.</source>
   <translation>変更はすぐに保存され、サーバーの再起動後に有効になります。</translation>
  </message>
  <message numerus="yes">
   <source>%1 changes take effect when the server restarts.</source>
   <translation>
    <numerusform>%1件の変更がサーバーの再起動後に有効になります。</numerusform>
   </translation>
  </message>
  <message>
   <source>Restart now</source>
   <translation>今すぐ再起動</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>閉じる</translation>
  </message>
 </context>
 <context>
  <name>SharingPage</name>
  <message>
   <source>Anyone with the link can see the reports of this site without signing in. You choose what it shows, and can replace it or turn it off at any time.</source>
   <translation>リンクを知っている人は誰でも、サインインせずにこのサイトのレポートを閲覧できます。公開する内容は自由に選べ、リンクはいつでも新しいものに替えたり、無効にしたりできます。</translation>
  </message>
  <message>
   <source>Create a public link</source>
   <translation>公開リンクを作成</translation>
  </message>
  <message>
   <source>Only you can see these reports</source>
   <translation>このレポートは公開されていません</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>置き換えない</translation>
  </message>
  <message>
   <source>Replace the link</source>
   <translation>リンクを置き換える</translation>
  </message>
  <message>
   <source>Replace the link with a new one?</source>
   <translation>新しいリンクに置き換えますか？</translation>
  </message>
  <message>
   <source>The old link stops working at once, wherever you have sent or embedded it. This cannot be undone.</source>
   <translation>これまでのリンクは、送信した先でも埋め込んだ先でも、ただちに使えなくなります。この操作は元に戻せません。</translation>
  </message>
  <message>
   <source>New link</source>
   <translation>新しいリンク</translation>
  </message>
  <message>
   <source>The link has been replaced. The old one no longer works.</source>
   <translation>リンクを置き換えました。これまでのリンクは使えなくなりました。</translation>
  </message>
  <message>
   <source>Keep sharing</source>
   <translation>共有を続ける</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>共有を停止</translation>
  </message>
  <message>
   <source>Stop sharing these reports?</source>
   <translation>このレポートの共有を停止しますか？</translation>
  </message>
  <message>
   <source>The link stops working at once, wherever you have sent or embedded it. Sharing again creates a new link with the same choices.</source>
   <translation>リンクは、送信した先でも埋め込んだ先でも、ただちに使えなくなります。もう一度共有すると、同じ内容で新しいリンクが作成されます。</translation>
  </message>
  <message>
   <source>The link no longer works.</source>
   <translation>リンクを無効にしました。</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>キーボードショートカット</translation>
  </message>
  <message>
   <source>In tables: click filters, Ctrl+click excludes, / searches, Ctrl+C copies.</source>
   <translation>表では、クリックで絞り込み、Ctrl+クリックで除外、「/」で検索、Ctrl+Cでコピーできます。</translation>
  </message>
  <message>
   <source>In charts: ↑ and ↓ read single values, Enter zooms in.</source>
   <translation>グラフでは、↑と↓で個々の値を確認し、Enterキーで拡大できます。</translation>
  </message>
  <message>
   <source>Everything else that a page can do is found by its name: press %1 and type.</source>
   <translation>ページのそのほかの操作は名前で見つかります：%1を押して入力してください。</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
 </context>
 <context>
  <name>ShownOnceDialog</name>
  <message>
   <source>Close anyway</source>
   <translation>このまま閉じる</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>戻る</translation>
  </message>
 </context>
 <context>
  <name>SignInCard</name>
  <message>
   <source>Require a password</source>
   <translation>パスワードを必須にする</translation>
  </message>
  <message>
   <source>Turn off</source>
   <translation>無効にする</translation>
  </message>
  <message>
   <source>Sign out</source>
   <translation>サインアウト</translation>
  </message>
  <message>
   <source>Sign-in</source>
   <translation>サインイン</translation>
  </message>
  <message>
   <source>Sign-in is off: anyone who can reach this server can read the reports and change the sites. That is fine as long as only this computer can reach it.</source>
   <translation>サインインが無効のため、このサーバーに接続できる人なら誰でもレポートを閲覧し、サイトを変更できます。このコンピューターからしか接続できない間は、このままで問題ありません。</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>無効</translation>
  </message>
  <message>
   <source>People sign in with the password set in SPARKLYTICS_PASSWORD where the server runs.</source>
   <translation>サーバーが動作しているコンピューターのSPARKLYTICS_PASSWORDに設定されたパスワードでサインインします。</translation>
  </message>
  <message>
   <source>People sign in with their e-mail address and password, programs with an API key.</source>
   <translation>ユーザーはメールアドレスとパスワードで、プログラムはAPIキーでサインインします。</translation>
  </message>
  <message>
   <source>People sign in with the administrator's password, programs with an API key.</source>
   <translation>ユーザーは管理者のパスワードで、プログラムはAPIキーでサインインします。</translation>
  </message>
  <message>
   <source>This window does not need to: it belongs to the server.</source>
   <translation>このウィンドウはサーバーと一体のため、サインインは不要です。</translation>
  </message>
  <message>
   <source>On</source>
   <translation>有効</translation>
  </message>
  <message>
   <source>No one can sign in yet: choose the administrator's password. Until then, anyone with the bootstrap password can set it from another device.</source>
   <translation>まだ誰もサインインできません。管理者のパスワードを設定してください。設定するまでは、初期設定用パスワードを知っている人なら誰でも、別のデバイスから設定できます。</translation>
  </message>
  <message>
   <source>Password needed</source>
   <translation>パスワード未設定</translation>
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation>初期設定用パスワード</translation>
  </message>
  <message>
   <source>The one set in SPARKLYTICS_BOOTSTRAP_PASSWORD.</source>
   <translation>SPARKLYTICS_BOOTSTRAP_PASSWORDに設定した値です。</translation>
  </message>
  <message>
   <source>Bootstrap password, for setting up from another device</source>
   <translation>初期設定用パスワード（別のデバイスから設定する場合）</translation>
  </message>
  <message>
   <source>Set password</source>
   <translation>パスワードを設定</translation>
  </message>
  <message>
   <source>The bootstrap password is incorrect.</source>
   <translation>初期設定用パスワードが正しくありません。</translation>
  </message>
  <message>
   <source>This is set by the environment or the command line.</source>
   <translation>この設定は、環境変数またはコマンドラインで指定されています。</translation>
  </message>
  <message>
   <source>Next you choose the password. Visits are still counted without one.</source>
   <translation>次に、パスワードを設定します。訪問はパスワードなしで引き続き記録されます。</translation>
  </message>
  <message>
   <source>Require a password from now on?</source>
   <translation>今後はパスワードを必須にしますか？</translation>
  </message>
  <message>
   <source>Anyone who can reach the server can then read the reports and change the sites, even without an API key.</source>
   <translation>サーバーに接続できる人なら誰でも、APIキーがなくても、レポートを閲覧し、サイトを変更できるようになります。</translation>
  </message>
  <message>
   <source>Allow access without a password?</source>
   <translation>パスワードなしのアクセスを許可しますか？</translation>
  </message>
  <message>
   <source>The server restarts and is unavailable for a moment.</source>
   <translation>サーバーが再起動するため、しばらくの間は利用できません。</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
 </context>
 <context>
  <name>SignInStep</name>
  <message>
   <source>Sign in</source>
   <translation>サインイン</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>パスワード</translation>
  </message>
  <message>
   <source>API key</source>
   <translation>APIキー</translation>
  </message>
  <message>
   <source>How to sign in</source>
   <translation>サインインの方法</translation>
  </message>
  <message>
   <source>E-mail address</source>
   <translation>メールアドレス</translation>
  </message>
  <message>
   <source>Accept an invitation…</source>
   <translation>招待を受ける…</translation>
  </message>
  <message>
   <source>Live numbers and the Server page need a key with the admin scope.</source>
   <translation>リアルタイムの数値と「サーバー」ページを利用するには、admin権限のあるキーが必要です。</translation>
  </message>
  <message>
   <source>Enter the API key.</source>
   <translation>APIキーを入力してください。</translation>
  </message>
  <message>
   <source>Enter your e-mail address.</source>
   <translation>メールアドレスを入力してください。</translation>
  </message>
  <message>
   <source>Enter the password.</source>
   <translation>パスワードを入力してください。</translation>
  </message>
 </context>
 <context>
  <name>SiteActions</name>
  <message>
   <source>New segment</source>
   <translation>新しいセグメント</translation>
  </message>
  <message>
   <source>The segment %1 has been saved</source>
   <translation>セグメント %1 を保存しました</translation>
  </message>
  <message>
   <source>%1 has been deleted</source>
   <translation>「%1」を削除しました</translation>
  </message>
 </context>
 <context>
  <name>SiteDialog</name>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Add site</source>
   <translation>サイトを追加</translation>
  </message>
  <message>
   <source>Edit site</source>
   <translation>サイトを編集</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Snippet</source>
   <translation>スニペット</translation>
  </message>
  <message>
   <source>Delete site…</source>
   <translation>サイトを削除…</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完了</translation>
  </message>
  <message>
   <source>Add this line to your pages, and visits appear here as they happen.</source>
   <translation>次の行をページに追加すると、訪問がここにリアルタイムで表示されます。</translation>
  </message>
  <message>
   <source>%1 is ready</source>
   <translation>%1の準備ができました</translation>
  </message>
  <message>
   <source>Remove the sample site on %1?</source>
   <translation>%1のサンプルサイトを削除しますか？</translation>
  </message>
  <message>
   <source>Remove the sample site?</source>
   <translation>サンプルサイトを削除しますか？</translation>
  </message>
  <message>
   <source>Its sample visits are deleted as well. Your own sites are not affected.</source>
   <translation>サンプルの訪問も削除されます。ご自分のサイトには影響しません。</translation>
  </message>
  <message>
   <source>Delete “%1” on %2?</source>
   <translation>%2の「%1」を削除しますか？</translation>
  </message>
  <message>
   <source>Delete “%1”?</source>
   <translation>「%1」を削除しますか？</translation>
  </message>
  <message>
   <source>This deletes every pageview, event and session recorded for %1, and the snippet on its pages stops counting. It cannot be undone.</source>
   <translation>%1について記録されたページビュー、イベント、セッションがすべて削除され、ページに追加したスニペットでの記録も止まります。この操作は元に戻せません。</translation>
  </message>
  <message>
   <source>Remove the sample site</source>
   <translation>サンプルサイトを削除</translation>
  </message>
  <message>
   <source>Delete %1</source>
   <translation>「%1」を削除</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>削除しない</translation>
  </message>
  <message>
   <source>Delete site</source>
   <translation>サイトを削除</translation>
  </message>
 </context>
 <context>
  <name>SiteForm</name>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Corner Shop</source>
   <translation>まちかど商店</translation>
  </message>
  <message>
   <source>Domain</source>
   <translation>ドメイン</translation>
  </message>
  <message>
   <source>shop.example.com</source>
   <translation>shop.example.com</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>タイムゾーン</translation>
  </message>
  <message>
   <source>Without https:// or a path</source>
   <translation>https://やパスは不要です</translation>
  </message>
  <message>
   <source>Determines when a day starts and ends</source>
   <translation>1日の始まりと終わりを決める基準になります</translation>
  </message>
 </context>
 <context>
  <name>SitePage</name>
  <message>
   <source>Snippet</source>
   <translation>スニペット</translation>
  </message>
  <message>
   <source>Deleting the site deletes every pageview, event and session recorded for it. Export them first if you may need them.</source>
   <translation>サイトを削除すると、記録されたページビュー、イベント、セッションもすべて削除されます。必要になりそうな場合は、先にエクスポートしてください。</translation>
  </message>
  <message>
   <source>Delete site…</source>
   <translation>サイトを削除…</translation>
  </message>
  <message>
   <source>Danger zone</source>
   <translation>危険な操作</translation>
  </message>
 </context>
 <context>
  <name>SitePicker</name>
  <message>
   <source>No site yet</source>
   <translation>サイトはまだありません</translation>
  </message>
  <message>
   <source>Add your first site</source>
   <translation>最初のサイトを追加</translation>
  </message>
  <message>
   <source>Site: %1</source>
   <translation>サイト：%1</translation>
  </message>
  <message>
   <source>Choose a site</source>
   <translation>サイトを選択</translation>
  </message>
  <message>
   <source>%1 · sample data</source>
   <translation>%1・サンプルデータ</translation>
  </message>
 </context>
 <context>
  <name>SnippetTest</name>
  <message>
   <source>Page to test</source>
   <translation>テストするページ</translation>
  </message>
  <message>
   <source>Test it for me</source>
   <translation>テストする</translation>
  </message>
  <message>
   <source>Is the line in your page?</source>
   <translation>ページにこの行はありますか？</translation>
  </message>
  <message>
   <source>This computer reads the page once, as a visitor would, and looks for the line.</source>
   <translation>このコンピューターが訪問者と同じようにページを1回読み込み、行を探します。</translation>
  </message>
  <message>
   <source>Check everything…</source>
   <translation>すべて確認…</translation>
  </message>
  <message>
   <source>Reading %1…</source>
   <translation>%1を読み込み中…</translation>
  </message>
  <message>
   <source>The line is in %1. Its visits are counted.</source>
   <translation>%1に行があります。訪問は記録されます。</translation>
  </message>
  <message>
   <source>The line is not in %1. Paste it there before &lt;/head&gt;. If a tag manager adds it, this test cannot see it.</source>
   <translation>%1に行がありません。&lt;/head&gt;の前に貼り付けてください。タグマネージャーが追加する場合、このテストでは確認できません。</translation>
  </message>
  <message>
   <source>The line in %1 is that of another site, %2. Put the one above in its place.</source>
   <translation>%1の行は別のサイト（%2）のものです。上の行に置き換えてください。</translation>
  </message>
  <message>
   <source>The line in %1 loads the script from %2, not from this server.</source>
   <translation>%1の行は、このサーバーではなく%2からスクリプトを読み込みます。</translation>
  </message>
  <message>
   <source>The line is in %1, but the page's Content-Security-Policy blocks it. Add this server to %2 there.</source>
   <translation>%1に行はありますが、ページのContent-Security-Policyでブロックされています。%2にこのサーバーを追加してください。</translation>
  </message>
  <message>
   <source>%1 answers with the status %2 instead of a page.</source>
   <translation>%1はページではなくステータス%2を返しました。</translation>
  </message>
  <message>
   <source>%1 is not a page, but %2.</source>
   <translation>%1はページではなく%2です。</translation>
  </message>
  <message>
   <source>The page %1 is too large to be read.</source>
   <translation>ページ%1は大きすぎて読み込めません。</translation>
  </message>
  <message>
   <source>%1 leads to another host, which was not asked: %2. Test that address if it is yours.</source>
   <translation>%1は別のホスト（%2）に転送されます。そのホストには接続していません。ご自身のものであれば、そのアドレスをテストしてください。</translation>
  </message>
  <message>
   <source>%1 cannot be read: %2</source>
   <translation>%1を読み込めません：%2</translation>
  </message>
  <message>
   <source>this is not the address of a page.</source>
   <translation>ページのアドレスではありません。</translation>
  </message>
  <message>
   <source>there is no such host.</source>
   <translation>そのホストは存在しません。</translation>
  </message>
  <message>
   <source>nothing answers there.</source>
   <translation>応答がありません。</translation>
  </message>
  <message>
   <source>its certificate is not valid.</source>
   <translation>証明書が有効ではありません。</translation>
  </message>
  <message>
   <source>it does not answer in time.</source>
   <translation>時間内に応答がありません。</translation>
  </message>
  <message>
   <source>its answer cannot be understood.</source>
   <translation>応答を解釈できません。</translation>
  </message>
  <message>
   <source>it redirects without end.</source>
   <translation>転送が終わりません。</translation>
  </message>
 </context>
 <context>
  <name>SnippetView</name>
  <message>
   <source>Snippet</source>
   <translation>スニペット</translation>
  </message>
  <message>
   <source>Text to paste</source>
   <translation>貼り付けるテキスト</translation>
  </message>
  <message>
   <source>This address works on this computer only. To count other visitors, use the first-party path or set the public address of the server under Server, Settings.</source>
   <translation>このアドレスは、このコンピューターでしか使えません。ほかの訪問者を記録するには、ファーストパーティ経由のスニペットを使うか、「サーバー」ページの「設定」でサーバーの公開アドレスを設定してください。</translation>
  </message>
 </context>
 <context>
  <name>SqlPage</name>
  <message>
   <source>Rows</source>
   <translation>行</translation>
  </message>
  <message>
   <source>SQL has at most %1 characters.</source>
   <translation>SQL は %1 文字までです。</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>中止しました</translation>
  </message>
  <message>
   <source>SQL</source>
   <translation>SQL</translation>
  </message>
  <message>
   <source>Views and their columns</source>
   <translation>ビューとその列</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>実行</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>中止</translation>
  </message>
  <message>
   <source>At most %1 rows</source>
   <translation>最大 %1 行</translation>
  </message>
  <message>
   <source>Most rows</source>
   <translation>最大行数</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>the first %1 rows</source>
   <translation>最初の %1 行</translation>
  </message>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>%1 行</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 in %2 s</source>
   <translation>%1（%2 秒）</translation>
  </message>
  <message>
   <source>Running…</source>
   <translation>実行中…</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>Open the log folder</source>
   <translation>ログフォルダーを開く</translation>
  </message>
  <message>
   <source>Server settings</source>
   <translation>サーバーの設定</translation>
  </message>
  <message>
   <source>Begin with an empty database</source>
   <translation>空のデータベースで始める</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>再試行</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>起動中</translation>
  </message>
  <message>
   <source>Connecting to %1…</source>
   <translation>%1に接続しています…</translation>
  </message>
  <message>
   <source>Starting…</source>
   <translation>起動しています…</translation>
  </message>
  <message>
   <source>Use port %1</source>
   <translation>ポート%1を使う</translation>
  </message>
  <message>
   <source>Free the port and try again, or let Sparklytics use another one.</source>
   <translation>ポートを空けてから再試行するか、Sparklyticsで別のポートを使ってください。</translation>
  </message>
  <message>
   <source>Restore the default of “%1”</source>
   <translation>「%1」を既定値に戻す</translation>
  </message>
  <message>
   <source>Listen on this computer only</source>
   <translation>このコンピューターからの接続だけを受け付ける</translation>
  </message>
  <message>
   <source>Connect to it</source>
   <translation>このサーバーに接続</translation>
  </message>
  <message>
   <source>Connect…</source>
   <translation>接続…</translation>
  </message>
  <message>
   <source>The port cannot be used</source>
   <translation>ポートを使用できません</translation>
  </message>
  <message>
   <source>The address cannot be used</source>
   <translation>アドレスを使用できません</translation>
  </message>
  <message>
   <source>Sparklytics is already running here</source>
   <translation>Sparklyticsはすでに起動しています</translation>
  </message>
  <message>
   <source>A setting is not valid</source>
   <translation>無効な設定があります</translation>
  </message>
  <message>
   <source>The data cannot be opened</source>
   <translation>データを開けません</translation>
  </message>
  <message>
   <source>The server is not responding</source>
   <translation>サーバーが応答していません</translation>
  </message>
  <message>
   <source>Not a server address</source>
   <translation>サーバーのアドレスではありません</translation>
  </message>
  <message>
   <source>Sign-in required</source>
   <translation>サインインが必要です</translation>
  </message>
  <message>
   <source>Access denied</source>
   <translation>アクセスが拒否されました</translation>
  </message>
  <message>
   <source>The server did not start</source>
   <translation>サーバーを起動できませんでした</translation>
  </message>
  <message>
   <source>Or begin with an empty database: the events in the journal are then set aside until the database with their websites is back.</source>
   <translation>または、空のデータベースで始めることもできます。その場合、ジャーナルに残っているイベントは、対応するサイトを含むデータベースが戻るまで隔離されます。</translation>
  </message>
  <message>
   <source>Check that the folder's disk is connected and not full, and that your account may write to it.</source>
   <translation>フォルダーのあるディスクが接続されていて空き容量があること、お使いのアカウントに書き込み権限があることを確認してください。</translation>
  </message>
  <message>
   <source>Free the port and try again.</source>
   <translation>ポートを空けてから、もう一度お試しください。</translation>
  </message>
  <message>
   <source>Let only this computer connect for now, or choose another address in the settings.</source>
   <translation>当面はこのコンピューターからの接続だけを許可するか、設定で別のアドレスを選んでください。</translation>
  </message>
  <message>
   <source>You can set it again on the Server page once the server runs.</source>
   <translation>サーバーの起動後に、「サーバー」ページで設定し直せます。</translation>
  </message>
  <message>
   <source>Correct it where it is set, then try again.</source>
   <translation>設定した場所で修正してから、もう一度お試しください。</translation>
  </message>
  <message>
   <source>Check that it is running and that the address is correct.</source>
   <translation>サーバーが動作していて、アドレスが正しいことを確認してください。</translation>
  </message>
  <message>
   <source>Connect with the password or an API key.</source>
   <translation>パスワードまたはAPIキーで接続してください。</translation>
  </message>
  <message>
   <source>Connect with an API key of that server.</source>
   <translation>そのサーバーのAPIキーで接続してください。</translation>
  </message>
 </context>
 <context>
  <name>StartSecondFactorDialog</name>
  <message>
   <source>Second factor</source>
   <translation>2要素認証</translation>
  </message>
  <message>
   <source>Turn on the second factor</source>
   <translation>2要素認証を有効にする</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Close without the recovery codes?</source>
   <translation>リカバリーコードを保存せずに閉じますか？</translation>
  </message>
  <message>
   <source>You have neither copied nor saved them, and they cannot be shown again. Without them and without your phone you cannot sign in.</source>
   <translation>リカバリーコードはまだコピーも保存もされておらず、再表示できません。リカバリーコードもスマートフォンもないと、サインインできなくなります。</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>パスワード</translation>
  </message>
  <message>
   <source>You need an authenticator: an app on your phone, or the one in your password manager.</source>
   <translation>スマートフォンの認証アプリ、またはパスワードマネージャーの認証機能が必要です。</translation>
  </message>
  <message>
   <source>Code from the authenticator</source>
   <translation>認証アプリのコード</translation>
  </message>
  <message>
   <source>Scan this code with your authenticator.</source>
   <translation>このコードを認証アプリで読み取ってください。</translation>
  </message>
  <message>
   <source>Or enter this secret:</source>
   <translation>または、次のシークレットキーを入力してください：</translation>
  </message>
  <message>
   <source>Store these recovery codes where you can find them without your phone. Each one works once in place of a code. They will not be shown again.</source>
   <translation>これらのリカバリーコードは、スマートフォンがなくても確認できる場所に保管してください。それぞれ1回だけ、認証コードの代わりに使えます。再表示はできません。</translation>
  </message>
  <message>
   <source>Recovery codes</source>
   <translation>リカバリーコード</translation>
  </message>
  <message>
   <source>Copy codes</source>
   <translation>コードをコピー</translation>
  </message>
  <message>
   <source>Save as a file…</source>
   <translation>ファイルに保存…</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>続ける</translation>
  </message>
  <message>
   <source>Turn on</source>
   <translation>有効にする</translation>
  </message>
  <message>
   <source>I have saved them</source>
   <translation>保存しました</translation>
  </message>
  <message>
   <source>QR code of the secret</source>
   <translation>シークレットキーのQRコード</translation>
  </message>
  <message>
   <source>The second factor is on</source>
   <translation>2要素認証を有効にしました</translation>
  </message>
  <message>
   <source>Save recovery codes</source>
   <translation>リカバリーコードを保存</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>保存済み</translation>
  </message>
 </context>
 <context>
  <name>StatCard</name>
  <message>
   <source>before: %1</source>
   <translation>比較値：%1</translation>
  </message>
  <message>
   <source>Previous period: %1</source>
   <translation>前の期間：%1</translation>
  </message>
  <message>
   <source>Show in the chart</source>
   <translation>グラフに表示</translation>
  </message>
 </context>
 <context>
  <name>StateStack</name>
  <message>
   <source>Try again</source>
   <translation>再試行</translation>
  </message>
  <message>
   <source>Loading…</source>
   <translation>読み込み中…</translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message>
   <source>Copy the address of the server</source>
   <translation>サーバーのアドレスをコピー</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>キュー</translation>
  </message>
  <message>
   <source>Connected, without live numbers</source>
   <translation>接続済み（リアルタイムの数値なし）</translation>
  </message>
  <message>
   <source>Copy address %1</source>
   <translation>アドレス%1をコピー</translation>
  </message>
  <message>
   <source>%1 waiting</source>
   <translation>%1件待機中</translation>
  </message>
  <message>
   <source>%1 events/s</source>
   <translation>%1イベント/秒</translation>
  </message>
  <message>
   <source>%1 stored today</source>
   <translation>今日の保存：%1件</translation>
  </message>
  <message numerus="yes">
   <source>%1 problems</source>
   <translation>
    <numerusform>問題%1件</numerusform>
   </translation>
  </message>
  <message>
   <source>Not connected, trying again</source>
   <translation>未接続（再試行中）</translation>
  </message>
 </context>
 <context>
  <name>StatusPanel</name>
  <message>
   <source>Queue</source>
   <translation>キュー</translation>
  </message>
  <message>
   <source>Events waiting</source>
   <translation>待機中のイベント</translation>
  </message>
  <message>
   <source>Accepted events per second</source>
   <translation>1秒あたりに受け付けたイベント</translation>
  </message>
  <message>
   <source>Stored events per second</source>
   <translation>1秒あたりに保存したイベント</translation>
  </message>
  <message>
   <source>Duration of the last flush in milliseconds</source>
   <translation>最後の書き込みにかかった時間（ミリ秒）</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>受付</translation>
  </message>
  <message>
   <source>Stored</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Last flush</source>
   <translation>最後の書き込み</translation>
  </message>
  <message>
   <source>never</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>took %1 ms</source>
   <translation>所要時間：%1ミリ秒</translation>
  </message>
  <message>
   <source>%1/s</source>
   <translation>%1/秒</translation>
  </message>
  <message>
   <source>%1 since the start</source>
   <translation>起動後の合計：%1</translation>
  </message>
  <message>
   <source>Taking them in…</source>
   <translation>取り込んでいます…</translation>
  </message>
  <message numerus="yes">
   <source>%1 events were taken in.</source>
   <translation>
    <numerusform>%1件のイベントを取り込みました。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 stay set aside.</source>
   <translation>
    <numerusform>%1件は隔離されたままです。</numerusform>
   </translation>
  </message>
  <message>
   <source>Stored today</source>
   <translation>今日の保存</translation>
  </message>
  <message>
   <source>Events of this UTC day</source>
   <translation>UTCでの今日のイベント</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>拒否</translation>
  </message>
  <message>
   <source>Events refused at a limit, or because they could not be written</source>
   <translation>上限に達したか、書き込めなかったため拒否されたイベント</translation>
  </message>
  <message>
   <source>Quarantined</source>
   <translation>隔離</translation>
  </message>
  <message>
   <source>Events set aside because they could not be stored</source>
   <translation>保存できなかったため隔離されたイベント</translation>
  </message>
  <message>
   <source>Oldest waiting</source>
   <translation>最長の待ち時間</translation>
  </message>
  <message>
   <source>Age of the event that has waited longest</source>
   <translation>最も長く待っているイベントの経過時間</translation>
  </message>
  <message>
   <source>Journal</source>
   <translation>ジャーナル</translation>
  </message>
  <message>
   <source>Events on disk that are not yet in the database</source>
   <translation>ディスクにあり、まだデータベースに書き込まれていないイベント</translation>
  </message>
  <message>
   <source>Database</source>
   <translation>データベース</translation>
  </message>
  <message>
   <source>Size of the database file</source>
   <translation>データベースファイルのサイズ</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>メモリ</translation>
  </message>
  <message>
   <source>Memory of the program</source>
   <translation>プログラムのメモリ使用量</translation>
  </message>
  <message>
   <source>The clock is right</source>
   <translation>時計は正しい</translation>
  </message>
  <message>
   <source>Stores those whose website is known by now, and tries again what the database refused.</source>
   <translation>対応するサイトが現在登録されているイベントを保存し、データベースに拒否されたイベントの保存を再試行します。</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>動作状態</translation>
  </message>
  <message numerus="yes">
   <source>Take in %1 events again</source>
   <translation>
    <numerusform>%1件のイベントを再取り込み</numerusform>
   </translation>
  </message>
  <message>
   <source>Unknown while the server is not running.</source>
   <translation>サーバーが動作していない間は確認できません。</translation>
  </message>
 </context>
 <context>
  <name>StepBars</name>
  <message numerus="yes">
   <source>Step %1, %2: %3 sessions, %4 of all</source>
   <translation>
    <numerusform>ステップ%1「%2」：%3セッション、全体の%4</numerusform>
   </translation>
  </message>
  <message>
   <source>Step</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Of all</source>
   <translation>全体比</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>離脱</translation>
  </message>
  <message>
   <source>Median time</source>
   <translation>所要時間の中央値</translation>
  </message>
  <message>
   <source>%1 lost (%2)</source>
   <translation>%1セッションが離脱（%2）</translation>
  </message>
  <message>
   <source>half took up to %1</source>
   <translation>半数は%1以内</translation>
  </message>
 </context>
 <context>
  <name>StepsEditor</name>
  <message>
   <source>Steps</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <source>Alt+Up and Alt+Down move a step, Delete removes it, F2 names it.</source>
   <translation>Alt+↑とAlt+↓でステップを移動、Delキーで削除、F2キーで名前を変更できます。</translation>
  </message>
  <message>
   <source>Pages and events</source>
   <translation>ページとイベント</translation>
  </message>
  <message>
   <source>Move up (Alt+Up)</source>
   <translation>上へ移動 (Alt+↑)</translation>
  </message>
  <message>
   <source>Move down (Alt+Down)</source>
   <translation>下へ移動 (Alt+↓)</translation>
  </message>
  <message>
   <source>Remove (Delete)</source>
   <translation>削除 (Del)</translation>
  </message>
  <message>
   <source>%1 steps, no more fit</source>
   <translation>%1ステップ（これ以上追加できません）</translation>
  </message>
  <message numerus="yes">
   <source>%1 steps</source>
   <translation>
    <numerusform>%1ステップ</numerusform>
   </translation>
  </message>
  <message>
   <source>No steps yet</source>
   <translation>ステップはまだありません</translation>
  </message>
 </context>
 <context>
  <name>StopSecondFactorDialog</name>
  <message>
   <source>Second factor</source>
   <translation>2要素認証</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>パスワード</translation>
  </message>
  <message>
   <source>Authenticator code</source>
   <translation>認証コード</translation>
  </message>
  <message>
   <source>Turn off</source>
   <translation>無効にする</translation>
  </message>
  <message>
   <source>Keep it on</source>
   <translation>有効のままにする</translation>
  </message>
  <message>
   <source>Or use a recovery code.</source>
   <translation>リカバリーコードも使えます。</translation>
  </message>
  <message>
   <source>Your password alone will then be enough, and your recovery codes will stop working.</source>
   <translation>パスワードだけでサインインできるようになり、リカバリーコードは使えなくなります。</translation>
  </message>
  <message>
   <source>Turn off the second factor?</source>
   <translation>2要素認証を無効にしますか？</translation>
  </message>
 </context>
 <context>
  <name>StoryLine</name>
  <message>
   <source>Dismiss</source>
   <translation>閉じる</translation>
  </message>
 </context>
 <context>
  <name>SubscriptionForm</name>
  <message>
   <source>Whole site, the period that is over</source>
   <translation>サイト全体、終わった期間</translation>
  </message>
  <message>
   <source>A report that no longer exists</source>
   <translation>もう存在しないレポート</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>レポート</translation>
  </message>
  <message>
   <source>Every day</source>
   <translation>毎日</translation>
  </message>
  <message>
   <source>Every week</source>
   <translation>毎週</translation>
  </message>
  <message>
   <source>Every month</source>
   <translation>毎月</translation>
  </message>
  <message>
   <source>When</source>
   <translation>いつ</translation>
  </message>
  <message>
   <source>At</source>
   <translation>時刻</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>タイムゾーン</translation>
  </message>
  <message>
   <source>The report is sent</source>
   <translation>レポートを送信する</translation>
  </message>
  <message>
   <source>Weeks are sent on Monday, months on the first day.</source>
   <translation>週は月曜日、月は1日に送信します。</translation>
  </message>
 </context>
 <context>
  <name>SwitchEditor</name>
  <message>
   <source>On</source>
   <translation>オン</translation>
  </message>
 </context>
 <context>
  <name>TablePanel</name>
  <message>
   <source>More</source>
   <translation>その他</translation>
  </message>
  <message>
   <source>Save all rows</source>
   <translation>すべての行を保存</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>検索</translation>
  </message>
  <message>
   <source>No row contains “%1”.</source>
   <translation>「%1」を含む行はありません。</translation>
  </message>
  <message>
   <source>No matches</source>
   <translation>一致するものはありません</translation>
  </message>
  <message>
   <source>Clear search</source>
   <translation>検索をクリア</translation>
  </message>
  <message>
   <source>No data yet</source>
   <translation>データはまだありません</translation>
  </message>
  <message>
   <source>There is nothing to show here.</source>
   <translation>表示できるものがありません。</translation>
  </message>
  <message numerus="yes">
   <source>%1 rows loaded, scroll for more</source>
   <translation>
    <numerusform>%1行を読み込み済み（スクロールで続きを表示）</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>%1行</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows, %2 loaded</source>
   <translation>
    <numerusform>%1行、%2行を読み込み済み</numerusform>
   </translation>
  </message>
  <message>
   <source>Copy value</source>
   <translation>値をコピー</translation>
  </message>
  <message>
   <source>Copy row</source>
   <translation>行をコピー</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>並べ替え</translation>
  </message>
  <message>
   <source>Search all rows</source>
   <translation>すべての行を検索</translation>
  </message>
  <message>
   <source>Copy the rows shown</source>
   <translation>表示中の行をコピー</translation>
  </message>
  <message>
   <source>Show only this</source>
   <translation>これだけを表示</translation>
  </message>
  <message>
   <source>Exclude this</source>
   <translation>これを除外</translation>
  </message>
  <message>
   <source>Show only %1</source>
   <translation>%1だけを表示</translation>
  </message>
  <message>
   <source>Exclude %1</source>
   <translation>%1を除外</translation>
  </message>
 </context>
 <context>
  <name>TargetFields</name>
  <message>
   <source>E-mail</source>
   <translation>メール</translation>
  </message>
  <message>
   <source>Webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>Desktop</source>
   <translation>デスクトップ</translation>
  </message>
  <message>
   <source>Send by</source>
   <translation>送信方法</translation>
  </message>
  <message>
   <source>To</source>
   <translation>宛先</translation>
  </message>
  <message>
   <source>As the address expects</source>
   <translation>アドレスに合わせる</translation>
  </message>
  <message>
   <source>JSON, for programs</source>
   <translation>JSON（プログラム向け）</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>形式</translation>
  </message>
  <message>
   <source>Sign each request</source>
   <translation>リクエストに署名する</translation>
  </message>
  <message>
   <source>Key of the signature</source>
   <translation>署名の鍵</translation>
  </message>
  <message>
   <source>Set, but never shown</source>
   <translation>設定済み（表示されません）</translation>
  </message>
  <message>
   <source>The receiver checks with it that a request comes from this server.</source>
   <translation>受信側はこれで、リクエストがこのサーバーから来たことを確かめます。</translation>
  </message>
  <message>
   <source>Enter an e-mail address.</source>
   <translation>メールアドレスを入力してください。</translation>
  </message>
  <message>
   <source>Enter the address of the webhook.</source>
   <translation>Webhookのアドレスを入力してください。</translation>
  </message>
  <message>
   <source>Enter a key, or switch the signature off.</source>
   <translation>鍵を入力するか、署名をオフにしてください。</translation>
  </message>
  <message>
   <source>A notification of this window, and of all others that are open on the server.</source>
   <translation>このウィンドウと、サーバーを開いている他のすべてのウィンドウの通知です。</translation>
  </message>
  <message>
   <source>An http or https address on the internet, such as one of Slack, Discord or ntfy.</source>
   <translation>Slack、Discord、ntfyなど、インターネット上のhttpまたはhttpsアドレス。</translation>
  </message>
  <message>
   <source>Mail needs a mail server: Server › Settings.</source>
   <translation>メールにはメールサーバーが必要です: サーバー › 設定。</translation>
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <source>Dismiss</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>元に戻す</translation>
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
   <translation>ウェブサイトID（スニペットのdata-website-id）</translation>
  </message>
  <message>
   <source>Plausible</source>
   <translation>Plausible</translation>
  </message>
  <message>
   <source>Domain, the data-domain of its snippet</source>
   <translation>ドメイン（スニペットのdata-domain）</translation>
  </message>
  <message>
   <source>GoatCounter</source>
   <translation>GoatCounter</translation>
  </message>
  <message>
   <source>Host of the pages, such as www.example.com</source>
   <translation>ページのホスト（例: www.example.com）</translation>
  </message>
  <message>
   <source>Pages that still have the snippet of another program are counted as soon as its requests arrive at this server: point its address here. Leave a field empty to take nothing of that program.</source>
   <translation>他のプログラムのスニペットが残っているページも、そのリクエストがこのサーバーに届けば集計されます。アドレスをここに向けてください。空の欄のプログラムからは何も受け取りません。</translation>
  </message>
  <message>
   <source>Trackers of other programs</source>
   <translation>他のプログラムのトラッカー</translation>
  </message>
 </context>
 <context>
  <name>TrafficChart</name>
  <message>
   <source>Add an annotation on %1…</source>
   <translation>%1にメモを追加…</translation>
  </message>
  <message>
   <source>No data.</source>
   <translation>データがありません。</translation>
  </message>
  <message>
   <source>%1 to %2. %3: at most %4, %5. Up and Down read single values.</source>
   <translation>%1から%2まで。%3：最大%4（%5）。上下の矢印キーで個々の値を確認できます。</translation>
  </message>
  <message>
   <source>%1 to %2. %3: %4 in total. %5: at most %6, %7. Up and Down read single values.</source>
   <translation>%1から%2まで。%3：合計%4。%5：最大%6（%7）。上下の矢印キーで個々の値を確認できます。</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Open Sparklytics</source>
   <translation>Sparklyticsを開く</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>終了</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors now, %2 today</source>
   <translation>
    <numerusform>現在の訪問者%1人、今日%2人</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WindowSet</name>
  <message>
   <source>No more than %1 windows can be open.</source>
   <translation>開けるウィンドウは%1個までです。</translation>
  </message>
 </context>
 <context>
  <name>WorldMap</name>
  <message>
   <source>or more visitors</source>
   <translation>人以上の訪問者</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message numerus="yes">
   <source>%1 countries. Most visitors: %2. The arrows up and down read single countries.</source>
   <translation>
    <numerusform>%1か国。訪問者が最も多いのは%2。上下の矢印キーで国ごとの値を確認できます。</numerusform>
   </translation>
  </message>
  <message>
   <source>No data.</source>
   <translation>データがありません。</translation>
  </message>
 </context>
 <context>
  <name>_ChipBar</name>
  <message>
   <source>Filters</source>
   <translation>フィルター</translation>
  </message>
  <message>
   <source>Bots included</source>
   <translation>ボットを含む</translation>
  </message>
  <message>
   <source>Click to exclude bots again.</source>
   <translation>クリックすると、再びボットを除外します。</translation>
  </message>
  <message>
   <source>Clear all</source>
   <translation>すべて解除</translation>
  </message>
 </context>
 <context>
  <name>_ComparePopup</name>
  <message>
   <source>No comparison</source>
   <translation>比較しない</translation>
  </message>
  <message>
   <source>Previous period</source>
   <translation>前の期間</translation>
  </message>
  <message>
   <source>Previous year</source>
   <translation>前年</translation>
  </message>
  <message>
   <source>Other days</source>
   <translation>ほかの期間</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比較</translation>
  </message>
  <message>
   <source>Choose the first and the last day of the comparison.</source>
   <translation>比較する期間の最初の日と最後の日を選んでください。</translation>
  </message>
  <message>
   <source>The last day is before the first.</source>
   <translation>最後の日が最初の日より前になっています。</translation>
  </message>
  <message>
   <source>A comparison can be at most twice as long as its range.</source>
   <translation>比較する期間は、表示中の期間の2倍の長さまでです。</translation>
  </message>
 </context>
 <context>
  <name>_Handle</name>
  <message>
   <source>Width of the details</source>
   <translation>詳細の幅</translation>
  </message>
 </context>
 <context>
  <name>_Heading</name>
  <message>
   <source>%1, group of pages</source>
   <translation>%1、ページのグループ</translation>
  </message>
 </context>
 <context>
  <name>_LiveCheck</name>
  <message>
   <source>Waiting for the first visit…</source>
   <translation>最初の訪問を待っています…</translation>
  </message>
  <message>
   <source>Nothing yet? Pause your ad blocker and reload the page without the browser cache.</source>
   <translation>まだ届きませんか？広告ブロッカーを一時停止し、ブラウザのキャッシュを使わずにページを再読み込みしてください。</translation>
  </message>
  <message>
   <source>It works: your first visit is here</source>
   <translation>正しく動作しています。最初の訪問が届きました</translation>
  </message>
  <message>
   <source>Direct</source>
   <translation>直接</translation>
  </message>
 </context>
 <context>
  <name>_Options</name>
  <message>
   <source>View options</source>
   <translation>表示オプション</translation>
  </message>
  <message>
   <source>Chart steps</source>
   <translation>グラフの単位</translation>
  </message>
  <message>
   <source>Include bots</source>
   <translation>ボットを含む</translation>
  </message>
 </context>
 <context>
  <name>_RangePopup</name>
  <message>
   <source>Key %1</source>
   <translation>キー %1</translation>
  </message>
  <message>
   <source>Choose the first day</source>
   <translation>最初の日を選んでください</translation>
  </message>
  <message>
   <source>From %1. Choose the last day</source>
   <translation>開始日は%1です。最後の日を選んでください</translation>
  </message>
 </context>
 <context>
  <name>_SiteList</name>
  <message>
   <source>Search sites</source>
   <translation>サイトを検索</translation>
  </message>
  <message>
   <source>Sites</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>No matching site</source>
   <translation>一致するサイトはありません</translation>
  </message>
  <message>
   <source>Add site…</source>
   <translation>サイトを追加…</translation>
  </message>
 </context>
 <context>
  <name>_StepMarks</name>
  <message>
   <source>Step %1 of %2: %3</source>
   <translation>ステップ%1/%2：%3</translation>
  </message>
 </context>
 <context>
  <name>advice</name>
  <message>
   <source>Check that the server is running and that its address is correct.</source>
   <translation>サーバーが動作していて、アドレスが正しいことを確認してください。</translation>
  </message>
  <message>
   <source>Sign in again or enter another API key.</source>
   <translation>サインインし直すか、別のAPIキーを入力してください。</translation>
  </message>
  <message>
   <source>Choose a shorter range or remove a filter.</source>
   <translation>期間を短くするか、フィルターを減らしてください。</translation>
  </message>
  <message>
   <source>Wait a moment, then try again.</source>
   <translation>しばらく待ってから、もう一度お試しください。</translation>
  </message>
  <message>
   <source>The Server page shows what is wrong with the database.</source>
   <translation>データベースの問題は「サーバー」ページで確認できます。</translation>
  </message>
  <message>
   <source>Change the range or the filters, then try again.</source>
   <translation>期間またはフィルターを変更して、もう一度お試しください。</translation>
  </message>
  <message>
   <source>It may have been deleted. Choose another.</source>
   <translation>削除された可能性があります。別のものを選んでください。</translation>
  </message>
  <message>
   <source>If this keeps happening, check the log on the Server page.</source>
   <translation>この問題が続く場合は、「サーバー」ページのログを確認してください。</translation>
  </message>
 </context>
 <context>
  <name>alerts</name>
  <message>
   <source>Alert</source>
   <translation>アラート</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>きっかけ</translation>
  </message>
  <message>
   <source>To</source>
   <translation>宛先</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>アラート</translation>
  </message>
  <message>
   <source>New alert…</source>
   <translation>新しいアラート…</translation>
  </message>
  <message>
   <source>Edit alert…</source>
   <translation>アラートを編集…</translation>
  </message>
  <message numerus="yes">
   <source>%1 alerts</source>
   <translation>
    <numerusform>アラート %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No alerts yet</source>
   <translation>アラートはまだありません</translation>
  </message>
  <message>
   <source>An alert watches the numbers of the site and sends a message when something happens: far more or far fewer visitors than usual, a goal that is reached, or no events at all.</source>
   <translation>アラートはサイトの数値を見守り、いつもより訪問者がはるかに多い・少ない、目標が達成された、イベントがまったく届かないなどのときにメッセージを送ります。</translation>
  </message>
  <message>
   <source>The alert %1 has been deleted</source>
   <translation>アラート「%1」を削除しました</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>Send a test</source>
   <translation>テスト送信</translation>
  </message>
  <message>
   <source>for %1 hours</source>
   <translation>%1 時間</translation>
  </message>
 </context>
 <context>
  <name>all_sites</name>
  <message>
   <source>Site</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>Last 24 hours</source>
   <translation>過去24時間</translation>
  </message>
  <message>
   <source>Pageviews per hour</source>
   <translation>1時間ごとのページビュー</translation>
  </message>
  <message>
   <source>Last event</source>
   <translation>最新のイベント</translation>
  </message>
  <message>
   <source>Newest event of any kind: a site that is silent for a day may have lost its snippet.</source>
   <translation>種類を問わず最も新しいイベントです。1日以上記録のないサイトは、スニペットが外れている可能性があります。</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>現在</translation>
  </message>
  <message>
   <source>Visitors of the last five minutes</source>
   <translation>過去5分間の訪問者</translation>
  </message>
  <message>
   <source>Visitors today</source>
   <translation>本日の訪問者</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>増減</translation>
  </message>
  <message>
   <source>Visitors today minus those of yesterday until the same time</source>
   <translation>本日の訪問者と、昨日の同じ時刻までの訪問者との差</translation>
  </message>
  <message>
   <source>Views today</source>
   <translation>本日のPV</translation>
  </message>
  <message>
   <source>no event yet</source>
   <translation>イベントはまだありません</translation>
  </message>
  <message numerus="yes">
   <source>%1 pageviews in 24 hours</source>
   <translation>
    <numerusform>24時間で%1ページビュー</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1. Yesterday until this time: %2 visitors</source>
   <translation>
    <numerusform>%1。昨日の同じ時刻まで：訪問者%2人</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>annotations</name>
  <message>
   <source>Day</source>
   <translation>日付</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Annotations</source>
   <translation>メモ</translation>
  </message>
  <message>
   <source>New annotation…</source>
   <translation>新しいメモ…</translation>
  </message>
  <message>
   <source>Edit annotation…</source>
   <translation>メモを編集…</translation>
  </message>
  <message numerus="yes">
   <source>%1 annotations</source>
   <translation>
    <numerusform>メモ%1件</numerusform>
   </translation>
  </message>
  <message>
   <source>No annotations yet</source>
   <translation>メモはまだありません</translation>
  </message>
  <message>
   <source>Note what happened on a day, such as a newsletter or a new design. It is marked on the charts, where a right-click adds one as well.</source>
   <translation>ニュースレターの配信やデザインの変更など、その日の出来事を記録できます。メモはグラフ上に表示され、グラフの右クリックからも追加できます。</translation>
  </message>
  <message>
   <source>The annotation “%1” has been deleted</source>
   <translation>メモ「%1」を削除しました</translation>
  </message>
  <message>
   <source>whole day</source>
   <translation>終日</translation>
  </message>
 </context>
 <context>
  <name>attribution</name>
  <message>
   <source>No goals yet</source>
   <translation>目標はまだありません</translation>
  </message>
  <message>
   <source>Attribution shows which sources lead to a goal, such as an order. Make a goal first.</source>
   <translation>アトリビューションは、注文などの目標につながった参照元を示します。まず目標を作成してください。</translation>
  </message>
  <message>
   <source>Go to Goals</source>
   <translation>「目標」を開く</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>チャネル</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Source / medium</source>
   <translation>参照元/メディア</translation>
  </message>
  <message>
   <source>Campaigns</source>
   <translation>キャンペーン</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>行</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>コンバージョン</translation>
  </message>
  <message>
   <source>Visitors who converted</source>
   <translation>達成した訪問者</translation>
  </message>
  <message>
   <source>Average value</source>
   <translation>平均値</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>収益</translation>
  </message>
  <message>
   <source>First touch</source>
   <translation>ファーストタッチ</translation>
  </message>
  <message>
   <source>Last touch</source>
   <translation>ラストタッチ</translation>
  </message>
  <message>
   <source>Credits the first source of the visit that converted.</source>
   <translation>コンバージョンした訪問の最初の参照元に成果を割り当てます。</translation>
  </message>
  <message>
   <source>Credits the last known source before the conversion.</source>
   <translation>コンバージョン前に判明している最後の参照元に成果を割り当てます。</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>割合</translation>
  </message>
  <message>
   <source>± first</source>
   <translation>±初回</translation>
  </message>
  <message>
   <source>Conversions more or fewer than with the first touch</source>
   <translation>ファーストタッチと比べたコンバージョン数の増減</translation>
  </message>
  <message numerus="yes">
   <source>in %1 sessions</source>
   <translation>
    <numerusform>%1セッション</numerusform>
   </translation>
  </message>
  <message>
   <source>this goal has no value</source>
   <translation>値は未設定</translation>
  </message>
  <message>
   <source>several currencies</source>
   <translation>複数の通貨</translation>
  </message>
  <message>
   <source>a conversion</source>
   <translation>コンバージョン1件あたり</translation>
  </message>
  <message>
   <source>No conversions in this range</source>
   <translation>この期間のコンバージョンはありません</translation>
  </message>
  <message>
   <source>Choose more days, or check the goal on the Goals page.</source>
   <translation>期間を長くするか、「目標」ページで目標を確認してください。</translation>
  </message>
 </context>
 <context>
  <name>bots</name>
  <message>
   <source>What matches</source>
   <translation>一致するもの</translation>
  </message>
  <message>
   <source>Compared with</source>
   <translation>比較対象</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>テキスト</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>開始日</translation>
  </message>
  <message>
   <source>Apply to stored events…</source>
   <translation>保存済みイベントに適用…</translation>
  </message>
  <message>
   <source>Rules about bots</source>
   <translation>ボットのルール</translation>
  </message>
  <message>
   <source>New rule…</source>
   <translation>新しいルール…</translation>
  </message>
  <message>
   <source>Edit rule…</source>
   <translation>ルールを編集…</translation>
  </message>
  <message numerus="yes">
   <source>%1 rules</source>
   <translation>
    <numerusform>ルール %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No rules about bots yet</source>
   <translation>ボットのルールはまだありません</translation>
  </message>
  <message>
   <source>Crawlers are recognised on their own. A rule decides where that is wrong: it blocks what should not count, such as your own monitoring, or lets something count that looks like a program.</source>
   <translation>クローラーは自動的に認識されます。ルールは、その判定が正しくない場合に使います。自分の監視ツールなど数えたくないものをブロックしたり、プログラムに見えるものを数えたりできます。</translation>
  </message>
  <message>
   <source>The rule %1 has been deleted</source>
   <translation>ルール「%1」を削除しました</translation>
  </message>
  <message>
   <source>counts as a bot</source>
   <translation>ボットとして数える</translation>
  </message>
  <message>
   <source>counts as people</source>
   <translation>人として数える</translation>
  </message>
 </context>
 <context>
  <name>breakdown</name>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Distinct visitors</source>
   <translation>訪問者数（重複なし）</translation>
  </message>
  <message>
   <source>Click to show only this, Ctrl+click to exclude it</source>
   <translation>クリックでこれだけを表示、Ctrl+クリックで除外</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>比較値</translation>
  </message>
  <message>
   <source>Visitors in the comparison range</source>
   <translation>比較期間の訪問者</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>増減</translation>
  </message>
  <message>
   <source>Change in visitors</source>
   <translation>訪問者の増減</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>割合</translation>
  </message>
  <message>
   <source>Share of all visitors in the range</source>
   <translation>期間中の全訪問者に占める割合</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>PV</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Bounce</source>
   <translation>直帰率</translation>
  </message>
  <message>
   <source>Share of sessions with a single event</source>
   <translation>イベントが1件だけのセッションの割合</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>滞在時間</translation>
  </message>
  <message>
   <source>Average length of a session</source>
   <translation>セッションの平均時間</translation>
  </message>
 </context>
 <context>
  <name>breakdown_pages</name>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Entry and exit</source>
   <translation>入口と離脱</translation>
  </message>
  <message>
   <source>Most viewed page</source>
   <translation>最も表示されたページ</translation>
  </message>
  <message>
   <source>Most visits begin at</source>
   <translation>最も多い入口ページ</translation>
  </message>
  <message>
   <source>Most visits end at</source>
   <translation>最も多い離脱ページ</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>チャネル</translation>
  </message>
  <message>
   <source>Campaigns</source>
   <translation>キャンペーン</translation>
  </message>
  <message>
   <source>Top source</source>
   <translation>最も多い参照元</translation>
  </message>
  <message>
   <source>Top channel</source>
   <translation>最も多いチャネル</translation>
  </message>
  <message>
   <source>Top campaign</source>
   <translation>最も多いキャンペーン</translation>
  </message>
  <message>
   <source>Without a known source</source>
   <translation>参照元が不明</translation>
  </message>
  <message>
   <source>Browsers</source>
   <translation>ブラウザ</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>OS</translation>
  </message>
  <message>
   <source>Devices</source>
   <translation>デバイス</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>画面サイズ</translation>
  </message>
  <message>
   <source>Top browser</source>
   <translation>最も多いブラウザ</translation>
  </message>
  <message>
   <source>Top system</source>
   <translation>最も多いOS</translation>
  </message>
 </context>
 <context>
  <name>commands</name>
  <message>
   <source>Add site…</source>
   <translation>サイトを追加…</translation>
  </message>
  <message>
   <source>Edit site and snippet…</source>
   <translation>サイトとスニペットを編集…</translation>
  </message>
  <message>
   <source>Delete site…</source>
   <translation>サイトを削除…</translation>
  </message>
  <message>
   <source>Print or save report…</source>
   <translation>レポートを印刷または保存…</translation>
  </message>
  <message>
   <source>Reports on a schedule…</source>
   <translation>スケジュールでのレポート…</translation>
  </message>
  <message>
   <source>New window</source>
   <translation>新しいウィンドウ</translation>
  </message>
  <message>
   <source>Connect to server…</source>
   <translation>サーバーに接続…</translation>
  </message>
  <message>
   <source>Back to the server of this computer</source>
   <translation>このコンピューターのサーバーに戻る</translation>
  </message>
  <message>
   <source>Start at login</source>
   <translation>ログイン時に起動</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>通知</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>終了</translation>
  </message>
  <message>
   <source>Refresh</source>
   <translation>更新</translation>
  </message>
  <message>
   <source>Go to…</source>
   <translation>移動…</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>検索</translation>
  </message>
  <message>
   <source>Copy panel as picture</source>
   <translation>パネルを画像としてコピー</translation>
  </message>
  <message>
   <source>Go to the filters</source>
   <translation>フィルターへ移動</translation>
  </message>
  <message>
   <source>Clear all filters</source>
   <translation>フィルターをすべて解除</translation>
  </message>
  <message>
   <source>Choose a site</source>
   <translation>サイトを選択</translation>
  </message>
  <message>
   <source>Larger text</source>
   <translation>文字を大きく</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>文字を小さく</translation>
  </message>
  <message>
   <source>Normal text size</source>
   <translation>標準の文字サイズ</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>前の期間へ</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>次の期間へ</translation>
  </message>
  <message>
   <source>Choose days…</source>
   <translation>期間を選択…</translation>
  </message>
  <message>
   <source>Compare with the period before</source>
   <translation>前の期間と比較</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>起動</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>再起動</translation>
  </message>
  <message>
   <source>Pause collecting for 15 minutes</source>
   <translation>記録を15分間停止</translation>
  </message>
  <message>
   <source>Pause collecting for 1 hour</source>
   <translation>記録を1時間停止</translation>
  </message>
  <message>
   <source>Pause collecting for 8 hours</source>
   <translation>記録を8時間停止</translation>
  </message>
  <message>
   <source>Resume collecting</source>
   <translation>記録を再開</translation>
  </message>
  <message>
   <source>Accept an invitation…</source>
   <translation>招待を受ける…</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>ログ</translation>
  </message>
  <message>
   <source>Help for this page</source>
   <translation>このページのヘルプ</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>マニュアル</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>キーボードショートカット</translation>
  </message>
  <message>
   <source>About Sparklytics Desktop</source>
   <translation>Sparklytics Desktopについて</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>ファイル(&amp;F)</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>表示(&amp;V)</translation>
  </message>
  <message>
   <source>&amp;Range</source>
   <translation>期間(&amp;R)</translation>
  </message>
  <message>
   <source>&amp;Server</source>
   <translation>サーバー(&amp;S)</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>ヘルプ(&amp;H)</translation>
  </message>
 </context>
 <context>
  <name>doctor</name>
  <message>
   <source>The server is healthy.</source>
   <translation>サーバーは正常です。</translation>
  </message>
  <message>
   <source>The script can be loaded.</source>
   <translation>スクリプトを読み込めます。</translation>
  </message>
  <message>
   <source>Events can be sent.</source>
   <translation>イベントを送信できます。</translation>
  </message>
  <message>
   <source>The page has the line, and nothing in it keeps the script from working.</source>
   <translation>ページに行があり、スクリプトの動作を妨げるものはありません。</translation>
  </message>
  <message>
   <source>Visits arrive.</source>
   <translation>訪問が届いています。</translation>
  </message>
  <message>
   <source>The server reports a problem of its own.</source>
   <translation>サーバー自体が問題を報告しています。</translation>
  </message>
  <message>
   <source>The Server page says more.</source>
   <translation>詳しくはサーバーページをご覧ください。</translation>
  </message>
  <message>
   <source>The address of the script is of this computer alone, so no visitor can load it.</source>
   <translation>スクリプトのアドレスはこのコンピューター専用のため、訪問者は読み込めません。</translation>
  </message>
  <message>
   <source>Let the server be reached from outside, enter its public URL in the settings, and paste the line anew.</source>
   <translation>サーバーに外部から届くようにし、設定に公開 URL を入力して、行を貼り直してください。</translation>
  </message>
  <message>
   <source>The script is not loaded by HTTPS.</source>
   <translation>スクリプトが HTTPS で読み込まれていません。</translation>
  </message>
  <message>
   <source>Put the server behind an HTTPS proxy, or give it a certificate. F1 has both.</source>
   <translation>HTTPS プロキシの背後に置くか、証明書を設定してください。どちらも F1 に説明があります。</translation>
  </message>
  <message>
   <source>The name of the server is not known.</source>
   <translation>サーバーの名前が見つかりません。</translation>
  </message>
  <message>
   <source>Add it to the DNS of your domain.</source>
   <translation>ドメインの DNS に追加してください。</translation>
  </message>
  <message>
   <source>Nothing answers at the address of the script.</source>
   <translation>スクリプトのアドレスで応答がありません。</translation>
  </message>
  <message>
   <source>Check that the server or its proxy runs, that the port is forwarded, and that no firewall closes it.</source>
   <translation>サーバーまたはプロキシが動作しているか、ポートが転送されているか、ファイアウォールが塞いでいないかを確認してください。</translation>
  </message>
  <message>
   <source>The certificate at the address of the script is not valid.</source>
   <translation>スクリプトのアドレスの証明書が無効です。</translation>
  </message>
  <message>
   <source>Renew it, for the name in that address.</source>
   <translation>そのアドレスの名前で更新してください。</translation>
  </message>
  <message>
   <source>The address of the script takes too long to answer.</source>
   <translation>スクリプトのアドレスの応答に時間がかかりすぎます。</translation>
  </message>
  <message>
   <source>A firewall may drop the requests: check that the port is forwarded.</source>
   <translation>ファイアウォールが要求を破棄している可能性があります。ポート転送を確認してください。</translation>
  </message>
  <message>
   <source>The server refuses the name in the address of the script.</source>
   <translation>サーバーがスクリプトのアドレスの名前を拒否しています。</translation>
  </message>
  <message>
   <source>Add the name to the allowed hosts in the settings, or enter that address as the public URL.</source>
   <translation>設定の許可ホストに名前を追加するか、そのアドレスを公開 URL に入力してください。</translation>
  </message>
  <message>
   <source>The address of the script answers with an error.</source>
   <translation>スクリプトのアドレスがエラーを返します。</translation>
  </message>
  <message>
   <source>Have the proxy pass on the path /s.js.</source>
   <translation>プロキシでパス /s.js を転送してください。</translation>
  </message>
  <message>
   <source>Something else answers at the address of the script.</source>
   <translation>スクリプトのアドレスで別のものが応答しています。</translation>
  </message>
  <message>
   <source>Have the proxy pass /s.js on to this server, and not to the website.</source>
   <translation>プロキシで /s.js をサイトではなくこのサーバーに転送してください。</translation>
  </message>
  <message>
   <source>Events cannot be sent to the server.</source>
   <translation>イベントをサーバーに送信できません。</translation>
  </message>
  <message>
   <source>Have the proxy pass on POST requests to the path /e.</source>
   <translation>プロキシでパス /e への POST を転送してください。</translation>
  </message>
  <message>
   <source>Requests with events are redirected, and browsers do not follow with their content.</source>
   <translation>イベントの要求がリダイレクトされ、ブラウザーは内容を送り直しません。</translation>
  </message>
  <message>
   <source>Enter the address that the redirect leads to as the public URL, and paste the line anew.</source>
   <translation>リダイレクト先のアドレスを公開 URL に入力し、行を貼り直してください。</translation>
  </message>
  <message>
   <source>The clock of the server differs from the one of this computer by more than a minute.</source>
   <translation>サーバーの時計がこのコンピューターと 1 分以上ずれています。</translation>
  </message>
  <message>
   <source>Let the system set its clock by network time.</source>
   <translation>システムの時計をネットワーク時刻に合わせてください。</translation>
  </message>
  <message>
   <source>The website itself could not be read.</source>
   <translation>サイト自体を読み取れませんでした。</translation>
  </message>
  <message>
   <source>Check the domain of the website.</source>
   <translation>サイトのドメインを確認してください。</translation>
  </message>
  <message>
   <source>The website redirects to another host.</source>
   <translation>サイトが別のホストにリダイレクトしています。</translation>
  </message>
  <message>
   <source>Change the domain of the website, if that is yours.</source>
   <translation>それが自分のものなら、サイトのドメインを変更してください。</translation>
  </message>
  <message>
   <source>The page does not have the line with the script.</source>
   <translation>ページにスクリプトの行がありません。</translation>
  </message>
  <message>
   <source>Paste it into the head of every page.</source>
   <translation>すべてのページの head に貼り付けてください。</translation>
  </message>
  <message>
   <source>The page has the line of another website.</source>
   <translation>ページに別のサイトの行があります。</translation>
  </message>
  <message>
   <source>Replace it by the line of this website.</source>
   <translation>このサイトの行に置き換えてください。</translation>
  </message>
  <message>
   <source>The page loads the script from another address.</source>
   <translation>ページが別のアドレスからスクリプトを読み込んでいます。</translation>
  </message>
  <message>
   <source>Replace it by the line of this server.</source>
   <translation>このサーバーの行に置き換えてください。</translation>
  </message>
  <message>
   <source>The Content-Security-Policy of the page forbids the script, or its requests.</source>
   <translation>ページの Content-Security-Policy がスクリプトまたはその要求を禁じています。</translation>
  </message>
  <message>
   <source>Add the address of this server to script-src and connect-src of the policy.</source>
   <translation>ポリシーの script-src と connect-src にこのサーバーのアドレスを追加してください。</translation>
  </message>
  <message>
   <source>The page is loaded by HTTPS and the script is not, so browsers refuse it.</source>
   <translation>ページは HTTPS、スクリプトは HTTP のため、ブラウザーが拒否します。</translation>
  </message>
  <message>
   <source>Reach the server by HTTPS, enter that address as the public URL, and paste the line anew.</source>
   <translation>サーバーを HTTPS で公開し、そのアドレスを公開 URL に入力して、行を貼り直してください。</translation>
  </message>
  <message>
   <source>No event has been counted yet.</source>
   <translation>まだイベントが記録されていません。</translation>
  </message>
  <message>
   <source>Visit a page of the website, then look again.</source>
   <translation>サイトのページを開いてから、もう一度確認してください。</translation>
  </message>
  <message>
   <source>The website was visited every day and now is not.</source>
   <translation>毎日訪問があったサイトに、今は訪問がありません。</translation>
  </message>
  <message>
   <source>Open one of its pages and see in the browser's tools whether /s.js is loaded and /e is sent.</source>
   <translation>ページを開き、ブラウザーの開発ツールで /s.js の読み込みと /e の送信を確認してください。</translation>
  </message>
 </context>
 <context>
  <name>errors</name>
  <message>
   <source>The report took too long.</source>
   <translation>レポートの作成に時間がかかりすぎました。</translation>
  </message>
  <message>
   <source>There were too many requests at once.</source>
   <translation>一度に送られたリクエストが多すぎます。</translation>
  </message>
  <message>
   <source>This window is not signed in.</source>
   <translation>このウィンドウはサインインしていません。</translation>
  </message>
 </context>
 <context>
  <name>events</name>
  <message>
   <source>Event</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Occurrences</source>
   <translation>発生回数</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>比較値</translation>
  </message>
  <message>
   <source>Occurrences in the range of the same length just before</source>
   <translation>直前の同じ長さの期間の発生回数</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>変化</translation>
  </message>
  <message>
   <source>Property</source>
   <translation>プロパティ</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>値</translation>
  </message>
  <message>
   <source>(empty)</source>
   <translation>(空)</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>回数</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>割合</translation>
  </message>
  <message>
   <source>Of the occurrences that have the property</source>
   <translation>このプロパティを持つ発生のうち</translation>
  </message>
  <message numerus="yes">
   <source>in %1 occurrences</source>
   <translation>
    <numerusform>発生 %1 回</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 values</source>
   <translation>
    <numerusform>値 %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 to %2, %3 on average</source>
   <translation>%1～%2、平均 %3</translation>
  </message>
  <message>
   <source>Occurrences and visitors over time</source>
   <translation>発生回数と訪問者の推移</translation>
  </message>
 </context>
 <context>
  <name>facts</name>
  <message>
   <source>%1 of visitors · %3 in all</source>
   <translation>訪問者の%1 · 全%3件</translation>
  </message>
  <message>
   <source>%1 of visitors · before: %2</source>
   <translation>訪問者の%1 · 比較値：%2</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors</source>
   <translation>
    <numerusform>訪問者%1人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors · before: %2</source>
   <translation>
    <numerusform>訪問者%1人 · 比較値：%2</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>file_actions</name>
  <message>
   <source>Save all rows as %1…</source>
   <translation>すべての行を%1で保存…</translation>
  </message>
 </context>
 <context>
  <name>flow</name>
  <message>
   <source>Journeys before and after a page or an event</source>
   <translation>ページまたはイベントの前後の経路</translation>
  </message>
  <message>
   <source>Before and after</source>
   <translation>前後</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>前</translation>
  </message>
  <message>
   <source>After</source>
   <translation>後</translation>
  </message>
  <message>
   <source>Direction</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <source>Pages only</source>
   <translation>ページのみ</translation>
  </message>
  <message>
   <source>Merge repeats</source>
   <translation>繰り返しをまとめる</translation>
  </message>
  <message>
   <source>A page that is loaded several times in a row counts as one step.</source>
   <translation>同じページが続けて読み込まれた場合、1ステップとして数えます。</translation>
  </message>
  <message>
   <source>Visitors with an ID of one day begin a new session at midnight UTC.</source>
   <translation>IDの有効期間が1日の訪問者は、UTCの午前0時に新しいセッションになります。</translation>
  </message>
  <message>
   <source>No session with this start</source>
   <translation>この起点を含むセッションはありません</translation>
  </message>
  <message>
   <source>Nobody had %1 in this range. Choose another start or more days.</source>
   <translation>この期間に「%1」は記録されていません。別の起点を選ぶか、期間を長くしてください。</translation>
  </message>
  <message>
   <source>No pages in this range</source>
   <translation>この期間のページはありません</translation>
  </message>
  <message>
   <source>Choose an event to start from, or more days.</source>
   <translation>起点にするイベントを選ぶか、期間を長くしてください。</translation>
  </message>
  <message>
   <source>Back to %1</source>
   <translation>%1に戻る</translation>
  </message>
 </context>
 <context>
  <name>format</name>
  <message>
   <source>Desktop</source>
   <translation>デスクトップ</translation>
  </message>
  <message>
   <source>Mobile</source>
   <translation>モバイル</translation>
  </message>
  <message>
   <source>Tablet</source>
   <translation>タブレット</translation>
  </message>
  <message>
   <source>AI Assistants</source>
   <translation>AI アシスタント</translation>
  </message>
  <message>
   <source>Affiliates</source>
   <translation>アフィリエイト</translation>
  </message>
  <message>
   <source>Direct</source>
   <translation>直接</translation>
  </message>
  <message>
   <source>Display</source>
   <translation>ディスプレイ広告</translation>
  </message>
  <message>
   <source>Email</source>
   <translation>メール</translation>
  </message>
  <message>
   <source>Organic Search</source>
   <translation>自然検索</translation>
  </message>
  <message>
   <source>Organic Social</source>
   <translation>ソーシャル</translation>
  </message>
  <message>
   <source>Other Campaign</source>
   <translation>その他のキャンペーン</translation>
  </message>
  <message>
   <source>Paid Other</source>
   <translation>その他の広告</translation>
  </message>
  <message>
   <source>Paid Search</source>
   <translation>検索広告</translation>
  </message>
  <message>
   <source>Paid Social</source>
   <translation>ソーシャル広告</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>他サイト</translation>
  </message>
  <message>
   <source>Video</source>
   <translation>動画</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Full address</source>
   <translation>完全なURL</translation>
  </message>
  <message>
   <source>Host name</source>
   <translation>ホスト名</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>タイトル</translation>
  </message>
  <message>
   <source>Entry page</source>
   <translation>入口ページ</translation>
  </message>
  <message>
   <source>Exit page</source>
   <translation>離脱ページ</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Referrer</source>
   <translation>リファラー</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>チャネル</translation>
  </message>
  <message>
   <source>Country</source>
   <translation>国</translation>
  </message>
  <message>
   <source>Region</source>
   <translation>地域</translation>
  </message>
  <message>
   <source>City</source>
   <translation>市区町村</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>言語</translation>
  </message>
  <message>
   <source>Browser</source>
   <translation>ブラウザ</translation>
  </message>
  <message>
   <source>Browser version</source>
   <translation>ブラウザのバージョン</translation>
  </message>
  <message>
   <source>Browser and version</source>
   <translation>ブラウザとバージョン</translation>
  </message>
  <message>
   <source>System and version</source>
   <translation>OSとバージョン</translation>
  </message>
  <message>
   <source>Operating system</source>
   <translation>OS</translation>
  </message>
  <message>
   <source>OS version</source>
   <translation>OSのバージョン</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>デバイス</translation>
  </message>
  <message>
   <source>Screen size</source>
   <translation>画面サイズ</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>UTM source</source>
   <translation>UTMソース</translation>
  </message>
  <message>
   <source>UTM medium</source>
   <translation>UTMメディア</translation>
  </message>
  <message>
   <source>UTM campaign</source>
   <translation>UTMキャンペーン</translation>
  </message>
  <message>
   <source>UTM term</source>
   <translation>UTMキーワード</translation>
  </message>
  <message>
   <source>UTM content</source>
   <translation>UTMコンテンツ</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>入口</translation>
  </message>
  <message>
   <source>Exit</source>
   <translation>離脱</translation>
  </message>
  <message>
   <source>Titles</source>
   <translation>タイトル</translation>
  </message>
  <message>
   <source>Addresses</source>
   <translation>URL</translation>
  </message>
  <message>
   <source>Hosts</source>
   <translation>ホスト</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Referrers</source>
   <translation>リファラー</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>チャネル</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>メディア</translation>
  </message>
  <message>
   <source>Campaign</source>
   <translation>キャンペーン</translation>
  </message>
  <message>
   <source>Term</source>
   <translation>キーワード</translation>
  </message>
  <message>
   <source>Content</source>
   <translation>コンテンツ</translation>
  </message>
  <message>
   <source>Countries</source>
   <translation>国</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>地域</translation>
  </message>
  <message>
   <source>Cities</source>
   <translation>市区町村</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>言語</translation>
  </message>
  <message>
   <source>Browsers</source>
   <translation>ブラウザ</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>バージョン</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>OS</translation>
  </message>
  <message>
   <source>Devices</source>
   <translation>デバイス</translation>
  </message>
  <message>
   <source>Screens</source>
   <translation>画面サイズ</translation>
  </message>
  <message>
   <source>new</source>
   <translation>新規</translation>
  </message>
  <message numerus="yes">
   <source>pts</source>
   <translation>
    <numerusform>pt</numerusform>
   </translation>
  </message>
  <message>
   <source>%1 d ago</source>
   <translation>%1日前</translation>
  </message>
  <message>
   <source>%1 h ago</source>
   <translation>%1時間前</translation>
  </message>
  <message>
   <source>%1 min ago</source>
   <translation>%1分前</translation>
  </message>
  <message>
   <source>%1 s ago</source>
   <translation>%1秒前</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>たった今</translation>
  </message>
  <message>
   <source>d</source>
   <translation>日</translation>
  </message>
  <message>
   <source>h</source>
   <translation>時間</translation>
  </message>
  <message>
   <source>min</source>
   <translation>分</translation>
  </message>
  <message>
   <source>s</source>
   <translation>秒</translation>
  </message>
  <message>
   <source>Week of %1</source>
   <translation>%1の週</translation>
  </message>
  <message>
   <source>None</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>(empty)</source>
   <translation>（空）</translation>
  </message>
  <message>
   <source>%1 is not %2</source>
   <translation>%1 ≠ %2</translation>
  </message>
  <message>
   <source>%1 is %2</source>
   <translation>%1 = %2</translation>
  </message>
 </context>
 <context>
  <name>funnels</name>
  <message>
   <source>Funnel</source>
   <translation>ファネル</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>順序</translation>
  </message>
  <message>
   <source>Time limit</source>
   <translation>制限時間</translation>
  </message>
  <message>
   <source>Conversion rate</source>
   <translation>コンバージョン率</translation>
  </message>
  <message>
   <source>Funnels</source>
   <translation>ファネル</translation>
  </message>
  <message>
   <source>New funnel…</source>
   <translation>新しいファネル…</translation>
  </message>
  <message>
   <source>Edit funnel…</source>
   <translation>ファネルを編集…</translation>
  </message>
  <message numerus="yes">
   <source>%1 funnels</source>
   <translation>
    <numerusform>ファネル%1件</numerusform>
   </translation>
  </message>
  <message>
   <source>No funnels yet</source>
   <translation>ファネルはまだありません</translation>
  </message>
  <message>
   <source>A funnel shows how many sessions take one step after another, such as product, cart and order, and where the others leave. Past visits count too.</source>
   <translation>ファネルは、商品、カート、注文のような一連のステップに何セッションが進み、どこで離脱したかを示します。過去の訪問も集計されます。</translation>
  </message>
  <message>
   <source>The funnel %1 has been deleted</source>
   <translation>ファネル「%1」を削除しました</translation>
  </message>
  <message numerus="yes">
   <source>%1 steps</source>
   <translation>
    <numerusform>%1ステップ</numerusform>
   </translation>
  </message>
  <message>
   <source>None</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>In any order</source>
   <translation>順不同</translation>
  </message>
  <message>
   <source>In order</source>
   <translation>順番どおり</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions</source>
   <translation>
    <numerusform>%2セッション中%1セッション</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>goals</name>
  <message>
   <source>Goal</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>コンバージョン</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>増減</translation>
  </message>
  <message>
   <source>Conversion rate</source>
   <translation>コンバージョン率</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>収益</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>New goal…</source>
   <translation>新しい目標…</translation>
  </message>
  <message>
   <source>Edit goal…</source>
   <translation>目標を編集…</translation>
  </message>
  <message numerus="yes">
   <source>%1 goals</source>
   <translation>
    <numerusform>目標%1件</numerusform>
   </translation>
  </message>
  <message>
   <source>No goals yet</source>
   <translation>目標はまだありません</translation>
  </message>
  <message>
   <source>A goal counts how often visitors do what matters to you: reach a page, such as the one after an order, or cause an event. Past visits count too.</source>
   <translation>目標は、注文完了ページの表示やイベントの発生など、重要な行動を訪問者が何回行ったかを数えます。過去の訪問も集計されます。</translation>
  </message>
  <message>
   <source>The goal %1 has been deleted</source>
   <translation>目標「%1」を削除しました</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions</source>
   <translation>
    <numerusform>%2セッション中%1セッション</numerusform>
   </translation>
  </message>
  <message>
   <source>Visitors who converted</source>
   <translation>達成した訪問者</translation>
  </message>
  <message>
   <source>Conversions over time</source>
   <translation>コンバージョンの推移</translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>比較値：%1</translation>
  </message>
  <message>
   <source>no value set</source>
   <translation>値は未設定</translation>
  </message>
 </context>
 <context>
  <name>granularity</name>
  <message>
   <source>Automatic</source>
   <translation>自動</translation>
  </message>
  <message>
   <source>Hours</source>
   <translation>時間別</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>日別</translation>
  </message>
  <message>
   <source>Weeks</source>
   <translation>週別</translation>
  </message>
  <message>
   <source>Months</source>
   <translation>月別</translation>
  </message>
 </context>
 <context>
  <name>header</name>
  <message>
   <source>Save as segment…</source>
   <translation>セグメントとして保存…</translation>
  </message>
 </context>
 <context>
  <name>health</name>
  <message>
   <source>The last backup failed: %1</source>
   <translation>前回のバックアップに失敗しました: %1</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>バックアップはまだありません。</translation>
  </message>
  <message>
   <source>No backups are made on a schedule.</source>
   <translation>定期バックアップは行われていません。</translation>
  </message>
  <message>
   <source>The newest backup is of %1.</source>
   <translation>最新のバックアップは %1 のものです。</translation>
  </message>
  <message>
   <source>The city database %1 is damaged or not of MaxMind's format.</source>
   <translation>市区町村データベース%1は破損しているか、MaxMind形式ではありません。</translation>
  </message>
  <message>
   <source>The city database %1 was not found.</source>
   <translation>市区町村データベース%1が見つかりませんでした。</translation>
  </message>
  <message>
   <source>The city database %1 cannot be read: %2.</source>
   <translation>市区町村データベース%1を読み込めません：%2。</translation>
  </message>
  <message>
   <source>The city database %1 is of type %2, which contains no places.</source>
   <translation>市区町村データベース%1の種類は%2で、場所の情報を含んでいません。</translation>
  </message>
  <message>
   <source>The clock agrees with stored events.</source>
   <translation>時計は保存済みのイベントと一致しています。</translation>
  </message>
  <message numerus="yes">
   <source>The clock shows %1 UTC, %2 days ahead of the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</source>
   <translation>
    <numerusform>時計は%1 UTCを示しており、このサーバーが最後に確認した時刻より%2日進んでいます。時計が1日安定するか、正しいことが確認されるまで、この時計による削除や期限切れは行われません。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The clock shows %1 UTC, %2 days behind the time that this server saw last. Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is right.</source>
   <translation>
    <numerusform>時計は%1 UTCを示しており、このサーバーが最後に確認した時刻より%2日遅れています。時計が1日安定するか、正しいことが確認されるまで、この時計による削除や期限切れは行われません。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The clock is %1 minutes behind the newest event. Correct it: reports depend on the clock.</source>
   <translation>
    <numerusform>時計は最新のイベントより%1分遅れています。レポートは時計に基づくため、時計を合わせてください。</numerusform>
   </translation>
  </message>
  <message>
   <source>The clock could not be compared with stored events.</source>
   <translation>時計を保存済みのイベントと比較できませんでした。</translation>
  </message>
  <message>
   <source>The clock runs on from the time that this server saw last.</source>
   <translation>時計は、このサーバーが最後に確認した時刻から正しく進んでいます。</translation>
  </message>
  <message>
   <source>The clock is right. Some events came while it was ahead: the newest is of %1.</source>
   <translation>時計は正しい状態です。時計が進んでいた間に届いたイベントがあり、最新のものは%1の日付です。</translation>
  </message>
  <message numerus="yes">
   <source>%1 connections are open.</source>
   <translation>
    <numerusform>接続中：%1件。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 connections are open; since the start %2 waiting ones were closed and %3 refused.</source>
   <translation>
    <numerusform>接続中：%1件。起動後に閉じた待機中の接続は%2件、拒否した接続は%3件です。</numerusform>
   </translation>
  </message>
  <message>
   <source>The table of countries is damaged. Install the program again.</source>
   <translation>国の一覧表が破損しています。プログラムをインストールし直してください。</translation>
  </message>
  <message>
   <source>Countries are known as of %1. A city database would add regions and cities.</source>
   <translation>国は%1時点の情報で判別できます。市区町村データベースを使うと、地域と市区町村も判別できます。</translation>
  </message>
  <message>
   <source>Countries are known. A city database would add regions and cities.</source>
   <translation>国を判別できます。市区町村データベースを使うと、地域と市区町村も判別できます。</translation>
  </message>
  <message>
   <source>The database file was emptied while the server was running.</source>
   <translation>サーバーの実行中にデータベースファイルが空にされました。</translation>
  </message>
  <message>
   <source>The database file was moved or renamed while the server was running.</source>
   <translation>サーバーの実行中にデータベースファイルが移動されたか、名前が変更されました。</translation>
  </message>
  <message>
   <source>New events are kept in the journal. Stop the server, put the right file back and start again.</source>
   <translation>新しいイベントはジャーナルに残されています。サーバーを停止し、正しいファイルを元に戻してから起動してください。</translation>
  </message>
  <message>
   <source>The database file was removed while the server was running.</source>
   <translation>サーバーの実行中にデータベースファイルが削除されました。</translation>
  </message>
  <message>
   <source>The database file was replaced while the server was running.</source>
   <translation>サーバーの実行中にデータベースファイルが置き換えられました。</translation>
  </message>
  <message>
   <source>The database file is in its place.</source>
   <translation>データベースファイルは所定の場所にあります。</translation>
  </message>
  <message>
   <source>It was written again, complete.</source>
   <translation>ファイルは完全な形で書き直されました。</translation>
  </message>
  <message>
   <source>The database's write-ahead log was damaged and moved to %1; the journal replaced it.</source>
   <translation>データベースの先行書き込みログが破損していたため%1に移動し、ジャーナルから復元しました。</translation>
  </message>
  <message>
   <source>The database is available.</source>
   <translation>データベースを利用できます。</translation>
  </message>
  <message>
   <source>%1 are free on the disk.</source>
   <translation>ディスクの空き容量は%1です。</translation>
  </message>
  <message>
   <source>Only %1 are free in the data folder. Free up space before it is full.</source>
   <translation>データフォルダーの空き容量は残り%1です。いっぱいになる前に空きを増やしてください。</translation>
  </message>
  <message>
   <source>The free space of the data folder cannot be read: %1.</source>
   <translation>データフォルダーの空き容量を取得できません：%1。</translation>
  </message>
  <message numerus="yes">
   <source>%1 damaged places were found at the start and set aside.</source>
   <translation>
    <numerusform>起動時に破損箇所が%1か所見つかり、隔離されました。</numerusform>
   </translation>
  </message>
  <message>
   <source>A file of the journal was removed or cut while the server was running. The events in it that were not stored yet have been written again, so none is lost. Find out which program touches the data folder.</source>
   <translation>サーバーの実行中にジャーナルのファイルが削除されたか、切り詰められました。まだ保存されていなかったイベントは書き直されたため、失われたものはありません。データフォルダーを変更しているプログラムを調べてください。</translation>
  </message>
  <message>
   <source>The files of the journal are complete.</source>
   <translation>ジャーナルのファイルはそろっています。</translation>
  </message>
  <message numerus="yes">
   <source>%1 requests are missing between the database and the journal: a file of the journal was removed while the server was stopped, or an older copy of the database was put back.</source>
   <translation>
    <numerusform>データベースとジャーナルの間でリクエスト%1件が欠けています。サーバーの停止中にジャーナルのファイルが削除されたか、古いデータベースのコピーが戻されました。</numerusform>
   </translation>
  </message>
  <message>
   <source>The journal is written.</source>
   <translation>ジャーナルは書き込まれています。</translation>
  </message>
  <message>
   <source>The journal is written, but may not survive a power cut: %1.</source>
   <translation>ジャーナルは書き込まれていますが、停電時に失われる可能性があります：%1。</translation>
  </message>
  <message>
   <source>The journal cannot be written: %1.</source>
   <translation>ジャーナルに書き込めません：%1。</translation>
  </message>
  <message>
   <source>Countries, regions and cities are known.</source>
   <translation>国、地域、市区町村を判別できます。</translation>
  </message>
  <message>
   <source>Visitors are told apart by their addresses.</source>
   <translation>訪問者はアドレスで区別されています。</translation>
  </message>
  <message>
   <source>%1 forwards requests, but is no trusted proxy: all visitors seem to share its address. Add it to the trusted proxies in the settings.</source>
   <translation>%1 はリクエストを転送していますが、信頼済みプロキシではないため、すべての訪問者が同じアドレスに見えます。設定の信頼済みプロキシに追加してください。</translation>
  </message>
  <message>
   <source>Forwarded addresses of %1 are believed, so anyone there can pretend to be another visitor.</source>
   <translation>%1 から転送されたアドレスが信用されているため、そこにいる誰もが別の訪問者を装えます。</translation>
  </message>
  <message>
   <source>No events are set aside.</source>
   <translation>隔離されたイベントはありません。</translation>
  </message>
  <message numerus="yes">
   <source>%1 events that the database refused are set aside.</source>
   <translation>
    <numerusform>データベースが拒否したイベント%1件が隔離されています。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 events of unknown websites are set aside in the folder journal/quarantine. They are stored as soon as the database that has these websites is put back.</source>
   <translation>
    <numerusform>不明なサイトのイベント%1件がフォルダーjournal/quarantineに隔離されています。該当するサイトを含むデータベースが戻されると保存されます。</numerusform>
   </translation>
  </message>
  <message>
   <source>Events cannot be stored because of a fault in the program. The log has the details.</source>
   <translation>プログラムの不具合により、イベントを保存できません。詳細はログにあります。</translation>
  </message>
  <message>
   <source>Events cannot be stored at the moment; the journal keeps them. %1</source>
   <translation>現在イベントを保存できません。イベントはジャーナルに残されています。%1</translation>
  </message>
  <message>
   <source>Events are stored.</source>
   <translation>イベントは保存されています。</translation>
  </message>
  <message>
   <source>The certificate expires on %1.</source>
   <translation>証明書の有効期限は%1です。</translation>
  </message>
  <message>
   <source>The certificate expires on %1. Renew it.</source>
   <translation>証明書の有効期限は%1です。更新してください。</translation>
  </message>
  <message>
   <source>The renewed certificate cannot be used, so the old one stays in use. %1</source>
   <translation>更新された証明書を使用できないため、以前の証明書を引き続き使用します。%1</translation>
  </message>
  <message>
   <source>The certificate is up to date.</source>
   <translation>証明書は最新です。</translation>
  </message>
 </context>
 <context>
  <name>heat_map</name>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Hours of the week</source>
   <translation>曜日と時間帯</translation>
  </message>
  <message>
   <source>Measure</source>
   <translation>指標</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>平均</translation>
  </message>
  <message>
   <source>Total</source>
   <translation>合計</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>表示する値</translation>
  </message>
  <message>
   <source>Time of %1</source>
   <translation>タイムゾーン：%1</translation>
  </message>
  <message>
   <source>%1, %2 · %3: %4 in total</source>
   <translation>%1 %2 · %3：合計%4</translation>
  </message>
  <message>
   <source>%1, %2 · %3: %5 an hour, %4 in total</source>
   <translation>%1 %2 · %3：1時間あたり%5、合計%4</translation>
  </message>
  <message>
   <source>Nothing of this kind in the range.</source>
   <translation>この期間に該当するデータはありません。</translation>
  </message>
  <message>
   <source>Busiest: %1</source>
   <translation>最も多い時間帯：%1</translation>
  </message>
 </context>
 <context>
  <name>lines</name>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Occurrences</source>
   <translation>発生回数</translation>
  </message>
  <message>
   <source>Sessions that converted</source>
   <translation>コンバージョンしたセッション</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>コンバージョン</translation>
  </message>
 </context>
 <context>
  <name>links</name>
  <message>
   <source>Link</source>
   <translation>リンク</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>アドレス</translation>
  </message>
  <message>
   <source>Clicks</source>
   <translation>クリック数</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Goals reached</source>
   <translation>達成した目標</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>収益</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>リンク</translation>
  </message>
  <message>
   <source>New link…</source>
   <translation>新しいリンク…</translation>
  </message>
  <message>
   <source>Edit link…</source>
   <translation>リンクを編集…</translation>
  </message>
  <message>
   <source>QR code…</source>
   <translation>QR コード…</translation>
  </message>
  <message numerus="yes">
   <source>%1 links</source>
   <translation>
    <numerusform>リンク %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No links yet</source>
   <translation>リンクはまだありません</translation>
  </message>
  <message>
   <source>A link is a short address for a newsletter, a post or a poster. It leads to a page of your site, counts who follows it, and says whether they reach your goals.</source>
   <translation>リンクは、ニュースレター、投稿、ポスターなどのための短いアドレスです。サイトのページに移動し、たどった人を数え、目標に達したかどうかを示します。</translation>
  </message>
  <message>
   <source>The link %1 has been deleted</source>
   <translation>リンク「%1」を削除しました</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>無効</translation>
  </message>
  <message>
   <source>Leads to %1</source>
   <translation>リンク先：%1</translation>
  </message>
 </context>
 <context>
  <name>live_section</name>
  <message>
   <source>Now</source>
   <translation>現在</translation>
  </message>
  <message>
   <source>Pages now</source>
   <translation>現在のページ</translation>
  </message>
  <message>
   <source>All visits: the filters do not apply here.</source>
   <translation>すべての訪問です。ここにはフィルターは適用されません。</translation>
  </message>
  <message>
   <source>Realtime</source>
   <translation>リアルタイム</translation>
  </message>
  <message>
   <source>visitors in the last 30 minutes</source>
   <translation>過去30分間の訪問者</translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors in the last 30 minutes</source>
   <translation>
    <numerusform>過去30分間の訪問者：%1人</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>map_section</name>
  <message>
   <source>Visitors by country</source>
   <translation>国別の訪問者</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>拡大</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>縮小</translation>
  </message>
  <message>
   <source>Whole world</source>
   <translation>世界全体</translation>
  </message>
  <message>
   <source>More</source>
   <translation>その他</translation>
  </message>
  <message>
   <source>Show only this</source>
   <translation>これだけを表示</translation>
  </message>
  <message>
   <source>Exclude this</source>
   <translation>これを除外</translation>
  </message>
 </context>
 <context>
  <name>medians</name>
  <message>
   <source>median %1</source>
   <translation>中央値 %1</translation>
  </message>
 </context>
 <context>
  <name>menus</name>
  <message>
   <source>Tenant</source>
   <translation>テナント</translation>
  </message>
  <message>
   <source>System</source>
   <translation>システムに合わせる</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>ダーク</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>ライト</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>テーマ</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>言語</translation>
  </message>
 </context>
 <context>
  <name>notes</name>
  <message>
   <source>Edit annotation…</source>
   <translation>メモを編集…</translation>
  </message>
  <message>
   <source>Delete annotation</source>
   <translation>メモを削除</translation>
  </message>
 </context>
 <context>
  <name>one_page</name>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Entry and exit</source>
   <translation>入口と離脱</translation>
  </message>
  <message>
   <source>Time on page</source>
   <translation>ページ滞在時間</translation>
  </message>
  <message numerus="yes">
   <source>of %1 visits</source>
   <translation>
    <numerusform>%1訪問中</numerusform>
   </translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>比較値：%1</translation>
  </message>
  <message>
   <source>All pages</source>
   <translation>すべてのページ</translation>
  </message>
  <message>
   <source>All pages (Esc)</source>
   <translation>すべてのページ（Esc）</translation>
  </message>
  <message>
   <source>Views with a time</source>
   <translation>時間が分かるPV</translation>
  </message>
  <message>
   <source>Began here</source>
   <translation>ここから開始</translation>
  </message>
  <message>
   <source>Ended here</source>
   <translation>ここで終了</translation>
  </message>
  <message>
   <source>of %1 views</source>
   <translation>%1ページビュー中</translation>
  </message>
  <message>
   <source>%1 of its visitors</source>
   <translation>訪問者の%1</translation>
  </message>
  <message>
   <source>median; average %1</source>
   <translation>中央値（平均%1）</translation>
  </message>
 </context>
 <context>
  <name>overview</name>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Search names</source>
   <translation>名前を検索</translation>
  </message>
  <message>
   <source>No custom events</source>
   <translation>カスタムイベントはありません</translation>
  </message>
  <message>
   <source>Clicks and sign-ups that your pages send appear here.</source>
   <translation>ページから送信されたクリックや登録がここに表示されます。</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>PV</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>直帰率</translation>
  </message>
  <message>
   <source>Avg. duration</source>
   <translation>平均時間</translation>
  </message>
  <message>
   <source>Pages / session</source>
   <translation>PV/回</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>国・地域</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>閲覧環境</translation>
  </message>
  <message>
   <source>Visitors and pageviews over time</source>
   <translation>訪問者とページビューの推移</translation>
  </message>
  <message>
   <source>Traffic</source>
   <translation>アクセス推移</translation>
  </message>
  <message>
   <source>Back to %1</source>
   <translation>%1に戻る</translation>
  </message>
  <message>
   <source>Visitors and pageviews</source>
   <translation>訪問者とページビュー</translation>
  </message>
  <message>
   <source>All</source>
   <translation>すべて</translation>
  </message>
  <message>
   <source>Lines</source>
   <translation>表示する線</translation>
  </message>
 </context>
 <context>
  <name>page_times</name>
  <message>
   <source>Time on page</source>
   <translation>ページ滞在時間</translation>
  </message>
  <message>
   <source>Search all pages</source>
   <translation>すべてのページを検索</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>中央値</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>平均</translation>
  </message>
  <message>
   <source>Timed</source>
   <translation>計測数</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>PV</translation>
  </message>
  <message>
   <source>Half of the views that have a time lasted longer</source>
   <translation>滞在時間を計測できたページビューの半数は、この時間より長く続きました</translation>
  </message>
  <message>
   <source>Pageviews that another one followed: the last page of a visit has no time</source>
   <translation>次のページビューが続いたページビューの数です。訪問の最後のページでは滞在時間を計測できません</translation>
  </message>
 </context>
 <context>
  <name>pages</name>
  <message>
   <source>All sites</source>
   <translation>すべてのサイト</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>概要</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>国・地域</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>閲覧環境</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Realtime</source>
   <translation>リアルタイム</translation>
  </message>
  <message>
   <source>Retention</source>
   <translation>リテンション</translation>
  </message>
  <message>
   <source>Heat map</source>
   <translation>ヒートマップ</translation>
  </message>
  <message>
   <source>Journeys</source>
   <translation>経路</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Funnels</source>
   <translation>ファネル</translation>
  </message>
  <message>
   <source>Attribution</source>
   <translation>アトリビューション</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>リンク</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>ピクセル</translation>
  </message>
  <message>
   <source>Segments</source>
   <translation>セグメント</translation>
  </message>
  <message>
   <source>Annotations</source>
   <translation>メモ</translation>
  </message>
  <message>
   <source>Saved reports</source>
   <translation>保存したレポート</translation>
  </message>
  <message>
   <source>Subscriptions</source>
   <translation>定期レポート</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>アラート</translation>
  </message>
  <message>
   <source>Bots</source>
   <translation>ボット</translation>
  </message>
  <message>
   <source>Sharing</source>
   <translation>共有</translation>
  </message>
  <message>
   <source>Site settings</source>
   <translation>サイトの設定</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>サーバー</translation>
  </message>
  <message>
   <source>SQL</source>
   <translation>SQL</translation>
  </message>
  <message>
   <source>Access</source>
   <translation>アクセス</translation>
  </message>
  <message>
   <source>Security</source>
   <translation>セキュリティ</translation>
  </message>
  <message>
   <source>API keys</source>
   <translation>APIキー</translation>
  </message>
  <message>
   <source>Analytics</source>
   <translation>アクセス解析</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>コンバージョン</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>設定</translation>
  </message>
  <message>
   <source>System</source>
   <translation>システム</translation>
  </message>
 </context>
 <context>
  <name>palette</name>
  <message>
   <source>Page</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Site</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>期間</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>組み合わせ</translation>
  </message>
  <message>
   <source>On this page</source>
   <translation>このページの操作</translation>
  </message>
 </context>
 <context>
  <name>panel_pictures</name>
  <message>
   <source>Copied the panel as a picture.</source>
   <translation>パネルを画像としてコピーしました。</translation>
  </message>
  <message>
   <source>Copied the page as a picture.</source>
   <translation>ページを画像としてコピーしました。</translation>
  </message>
 </context>
 <context>
  <name>pause</name>
  <message>
   <source>Collecting is paused on %1 for another %2. Visits there are not counted.</source>
   <translation>%1での記録は停止中です（残り%2）。そこでの訪問は記録されません。</translation>
  </message>
  <message>
   <source>Collecting is paused for another %1. Visits are not counted.</source>
   <translation>記録は停止中です（残り%1）。訪問は記録されません。</translation>
  </message>
 </context>
 <context>
  <name>pictures</name>
  <message>
   <source>Saved the picture as %1.</source>
   <translation>画像を「%1」として保存しました。</translation>
  </message>
  <message>
   <source>Copy image</source>
   <translation>画像をコピー</translation>
  </message>
  <message>
   <source>Save as PNG…</source>
   <translation>PNGで保存…</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>画像を保存</translation>
  </message>
 </context>
 <context>
  <name>pixels</name>
  <message>
   <source>Pixel</source>
   <translation>ピクセル</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>アドレス</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>表示回数</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Pixels</source>
   <translation>ピクセル</translation>
  </message>
  <message>
   <source>New pixel…</source>
   <translation>新しいピクセル…</translation>
  </message>
  <message>
   <source>Edit pixel…</source>
   <translation>ピクセルを編集…</translation>
  </message>
  <message>
   <source>Line to paste…</source>
   <translation>貼り付ける行…</translation>
  </message>
  <message numerus="yes">
   <source>%1 pixels</source>
   <translation>
    <numerusform>ピクセル %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No pixels yet</source>
   <translation>ピクセルはまだありません</translation>
  </message>
  <message>
   <source>A pixel is an invisible picture for mails and for pages where no script can run. It counts each time it is shown.</source>
   <translation>ピクセルは、メールやスクリプトを実行できないページのための見えない画像です。表示されるたびに数えられます。</translation>
  </message>
  <message>
   <source>The pixel %1 has been deleted</source>
   <translation>ピクセル「%1」を削除しました</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>無効</translation>
  </message>
 </context>
 <context>
  <name>places</name>
  <message>
   <source>Countries</source>
   <translation>国</translation>
  </message>
  <message>
   <source>Regions and cities</source>
   <translation>地域と市区町村</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>言語</translation>
  </message>
  <message>
   <source>Top country</source>
   <translation>最も多い国</translation>
  </message>
  <message>
   <source>Top region</source>
   <translation>最も多い地域</translation>
  </message>
  <message>
   <source>Top city</source>
   <translation>最も多い市区町村</translation>
  </message>
  <message>
   <source>Top language</source>
   <translation>最も多い言語</translation>
  </message>
 </context>
 <context>
  <name>presets</name>
  <message>
   <source>Today</source>
   <translation>今日</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>昨日</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>過去7日間</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>過去30日間</translation>
  </message>
  <message>
   <source>Last 90 days</source>
   <translation>過去90日間</translation>
  </message>
  <message>
   <source>Last 12 months</source>
   <translation>過去12か月</translation>
  </message>
  <message>
   <source>This month</source>
   <translation>今月</translation>
  </message>
  <message>
   <source>Last month</source>
   <translation>先月</translation>
  </message>
  <message>
   <source>This year</source>
   <translation>今年</translation>
  </message>
 </context>
 <context>
  <name>preview</name>
  <message>
   <source>Loading…</source>
   <translation>読み込み中…</translation>
  </message>
  <message>
   <source>What others see</source>
   <translation>公開ページの見え方</translation>
  </message>
  <message>
   <source>The last %1 days, in the first tab of each panel.</source>
   <translation>過去%1日間、各パネルの最初のタブです。</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>直帰率</translation>
  </message>
  <message>
   <source>Average visit</source>
   <translation>平均滞在時間</translation>
  </message>
  <message>
   <source>Pages a visit</source>
   <translation>訪問あたりのページ数</translation>
  </message>
 </context>
 <context>
  <name>refusals</name>
  <message>
   <source>Too many failed attempts. Try again in %1.</source>
   <translation>失敗した回数が多すぎます。%1後にもう一度お試しください。</translation>
  </message>
  <message>
   <source>The password is incorrect.</source>
   <translation>パスワードが正しくありません。</translation>
  </message>
 </context>
 <context>
  <name>remote</name>
  <message>
   <source>%1 on %2</source>
   <translation>%1（%2）</translation>
  </message>
  <message>
   <source>on %1</source>
   <translation>%1上</translation>
  </message>
  <message>
   <source>Everything here is on %1.</source>
   <translation>ここにあるものはすべて %1 のものです。</translation>
  </message>
 </context>
 <context>
  <name>report</name>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>直帰率</translation>
  </message>
  <message>
   <source>Avg. duration</source>
   <translation>平均セッション時間</translation>
  </message>
  <message>
   <source>Pages / session</source>
   <translation>ページ/セッション</translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>比較値: %1</translation>
  </message>
  <message>
   <source>compared with %1</source>
   <translation>%1 との比較</translation>
  </message>
  <message>
   <source>nothing was counted in %1</source>
   <translation>%1 の記録はありません</translation>
  </message>
  <message>
   <source>Visitors and pageviews</source>
   <translation>訪問者とページビュー</translation>
  </message>
  <message>
   <source>The numbers of this chart</source>
   <translation>このグラフの数値</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>期間</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>割合</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>変化</translation>
  </message>
  <message>
   <source>Entry pages</source>
   <translation>閲覧開始ページ</translation>
  </message>
  <message>
   <source>Exit pages</source>
   <translation>離脱ページ</translation>
  </message>
  <message>
   <source>Campaigns</source>
   <translation>キャンペーン</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>回数</translation>
  </message>
  <message>
   <source>Goals</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>コンバージョン</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>率</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>収益</translation>
  </message>
  <message>
   <source>%1 of %2 shown</source>
   <translation>%2 件中 %1 件を表示</translation>
  </message>
  <message>
   <source>%1 is %2</source>
   <translation>%1 = %2</translation>
  </message>
  <message>
   <source>%1 is not %2</source>
   <translation>%1 ≠ %2</translation>
  </message>
  <message>
   <source>Only visits where %1</source>
   <translation>次の訪問のみ: %1</translation>
  </message>
  <message>
   <source>Bots are counted.</source>
   <translation>ボットを含みます。</translation>
  </message>
  <message>
   <source>The last day is not over: its numbers still grow.</source>
   <translation>最終日はまだ終わっていないため、数値は増える可能性があります。</translation>
  </message>
  <message>
   <source>Nobody visited in these days.</source>
   <translation>この期間の訪問はありません。</translation>
  </message>
  <message>
   <source>Days of the time zone %1</source>
   <translation>日付のタイムゾーン: %1</translation>
  </message>
  <message>
   <source>Written by Sparklytics Desktop on %1</source>
   <translation>Sparklytics Desktop が %1 に作成</translation>
  </message>
  <message>
   <source>Page %1 of %2</source>
   <translation>%1 / %2 ページ</translation>
  </message>
 </context>
 <context>
  <name>report_page</name>
  <message>
   <source>New annotation</source>
   <translation>新しいメモ</translation>
  </message>
  <message>
   <source>Edit annotation</source>
   <translation>メモを編集</translation>
  </message>
  <message>
   <source>The annotation has been deleted</source>
   <translation>メモを削除しました</translation>
  </message>
  <message>
   <source>Your role does not allow this.</source>
   <translation>この操作はあなたの役割では許可されていません。</translation>
  </message>
  <message>
   <source>No visits yet</source>
   <translation>訪問はまだありません</translation>
  </message>
  <message>
   <source>They appear here as soon as your site is visited. Is the snippet on your pages?</source>
   <translation>サイトへの訪問があると、すぐにここに表示されます。スニペットをページに追加しましたか？</translation>
  </message>
  <message>
   <source>Show the snippet</source>
   <translation>スニペットを表示</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>再試行</translation>
  </message>
  <message numerus="yes">
   <source>Saved all %3 rows to %1.</source>
   <translation>
    <numerusform>%3 行すべてを %1 に保存しました。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved %2 of %3 rows to %1.</source>
   <translation>
    <numerusform>%3 行のうち %2 行を %1 に保存しました。</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing matches the filters</source>
   <translation>フィルターに一致するデータはありません</translation>
  </message>
  <message>
   <source>Remove a filter or choose different days.</source>
   <translation>フィルターを解除するか、別の日を選んでください。</translation>
  </message>
  <message>
   <source>The visits were on other days, or came from bots, which are not included.</source>
   <translation>訪問は別の日にあったか、集計の対象外であるボットによるものです。</translation>
  </message>
  <message>
   <source>No visits in this range</source>
   <translation>この期間の訪問はありません</translation>
  </message>
  <message>
   <source>Show the last 12 months</source>
   <translation>過去12か月を表示</translation>
  </message>
  <message>
   <source>Show the last 30 days</source>
   <translation>過去30日間を表示</translation>
  </message>
  <message>
   <source>%1 These figures may be out of date.</source>
   <translation>%1 表示中の数値は最新でない可能性があります。</translation>
  </message>
 </context>
 <context>
  <name>report_results</name>
  <message>
   <source>Figure</source>
   <translation>指標</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>値</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>比較値</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>増減</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>はい</translation>
  </message>
  <message>
   <source>no</source>
   <translation>いいえ</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Sessions</source>
   <translation>セッション</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>直帰率</translation>
  </message>
  <message>
   <source>Avg. duration</source>
   <translation>平均セッション時間</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>タイムゾーン</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日付</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>回数</translation>
  </message>
  <message>
   <source>New</source>
   <translation>新規</translation>
  </message>
  <message>
   <source>Goal</source>
   <translation>目標</translation>
  </message>
  <message>
   <source>Conversions</source>
   <translation>コンバージョン</translation>
  </message>
  <message>
   <source>Sessions that converted</source>
   <translation>コンバージョンしたセッション</translation>
  </message>
  <message>
   <source>Visitors who converted</source>
   <translation>コンバージョンした訪問者</translation>
  </message>
  <message>
   <source>All sessions</source>
   <translation>全セッション</translation>
  </message>
  <message>
   <source>Conversion rate</source>
   <translation>コンバージョン率</translation>
  </message>
  <message>
   <source>Revenue</source>
   <translation>収益</translation>
  </message>
  <message>
   <source>Average value</source>
   <translation>平均値</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>割合</translation>
  </message>
  <message>
   <source>Share of the revenue</source>
   <translation>収益に占める割合</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>チャネル</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>モデル</translation>
  </message>
  <message>
   <source>First visit</source>
   <translation>初回訪問</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>経路</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>番号</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>離脱</translation>
  </message>
  <message>
   <source>Lost, share</source>
   <translation>離脱の割合</translation>
  </message>
  <message>
   <source>Of the first step</source>
   <translation>最初のステップ比</translation>
  </message>
  <message>
   <source>Of the step before</source>
   <translation>前のステップ比</translation>
  </message>
  <message>
   <source>Average time</source>
   <translation>平均時間</translation>
  </message>
  <message>
   <source>Median time</source>
   <translation>時間の中央値</translation>
  </message>
  <message>
   <source>Change in visitors</source>
   <translation>訪問者の増減</translation>
  </message>
  <message>
   <source>%1 before</source>
   <translation>%1 (比較値)</translation>
  </message>
 </context>
 <context>
  <name>report_saving</name>
  <message>
   <source>Save report</source>
   <translation>レポートを保存</translation>
  </message>
  <message>
   <source>Making the report…</source>
   <translation>レポートを作成しています…</translation>
  </message>
  <message>
   <source>Saved %1.</source>
   <translation>%1 を保存しました。</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>開く</translation>
  </message>
 </context>
 <context>
  <name>report_schedules</name>
  <message>
   <source>A report on a schedule could not be saved. %1</source>
   <translation>スケジュールのレポートを保存できませんでした。%1</translation>
  </message>
  <message>
   <source>The folder %1 does not exist.</source>
   <translation>フォルダー%1は存在しません。</translation>
  </message>
  <message>
   <source>Nothing can be written to the folder %1: permission denied.</source>
   <translation>フォルダー%1に書き込めません：アクセス権がありません。</translation>
  </message>
  <message>
   <source>Nothing can be written to the folder %1: its disk is full.</source>
   <translation>フォルダー%1に書き込めません：ディスクの空き容量がありません。</translation>
  </message>
  <message>
   <source>The folder %1 has too many files of one name.</source>
   <translation>フォルダー%1に同じ名前のファイルが多すぎます。</translation>
  </message>
  <message>
   <source>Nothing can be written to the folder %1.</source>
   <translation>フォルダー%1に書き込めません。</translation>
  </message>
 </context>
 <context>
  <name>retention</name>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>平均</translation>
  </message>
  <message>
   <source>First visit</source>
   <translation>初回訪問</translation>
  </message>
  <message numerus="yes">
   <source>All cohorts: %1 visitors</source>
   <translation>
    <numerusform>すべてのコホート：訪問者%1人</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1, average of %2 cohorts by their size: %3</source>
   <translation>
    <numerusform>%1、%2コホートの規模による加重平均：%3</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>First visit %1: %2 visitors</source>
   <translation>
    <numerusform>初回訪問が%1：訪問者%2人</numerusform>
   </translation>
  </message>
  <message>
   <source>the range has only a part of this time</source>
   <translation>一部が表示中の期間の外にあります</translation>
  </message>
  <message numerus="yes">
   <source>First visit %1, %2: %3 of %4 visitors came again, %5</source>
   <translation>
    <numerusform>初回訪問が%1、%2：訪問者%4人のうち%3人が再訪（%5）</numerusform>
   </translation>
  </message>
  <message>
   <source>not over yet</source>
   <translation>期間の途中</translation>
  </message>
  <message>
   <source>Day %1</source>
   <translation>%1日後</translation>
  </message>
  <message>
   <source>Week %1</source>
   <translation>%1週後</translation>
  </message>
  <message>
   <source>Month %1</source>
   <translation>%1か月後</translation>
  </message>
  <message>
   <source>New visitors</source>
   <translation>新規訪問者</translation>
  </message>
  <message numerus="yes">
   <source>in %1 cohorts</source>
   <translation>
    <numerusform>%1コホート</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>average of %1 cohorts</source>
   <translation>
    <numerusform>%1コホートの平均</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 days</source>
   <translation>
    <numerusform>%1日後の再訪</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 weeks</source>
   <translation>
    <numerusform>%1週後の再訪</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Came again after %1 months</source>
   <translation>
    <numerusform>%1か月後の再訪</numerusform>
   </translation>
  </message>
  <message>
   <source>Returning visitors by the time of their first visit</source>
   <translation>再訪した訪問者（初回訪問の時期別）</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>週</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>月</translation>
  </message>
  <message>
   <source>Length of a period</source>
   <translation>期間の長さ</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>割合</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>表示する値</translation>
  </message>
  <message>
   <source>Visitors who came again</source>
   <translation>再訪した訪問者</translation>
  </message>
  <message>
   <source>No first visits in this range</source>
   <translation>この期間の初回訪問はありません</translation>
  </message>
  <message>
   <source>Everyone who came had been here before. Choose a longer range.</source>
   <translation>訪問者は全員、以前にも訪れたことがあります。より長い期間を選んでください。</translation>
  </message>
  <message>
   <source>On the day after their first visit, %1 of the visitors came again on average.</source>
   <translation>初回訪問の翌日には、平均で訪問者の%1が再訪しました。</translation>
  </message>
  <message>
   <source>In the week after their first visit, %1 of the visitors came again on average.</source>
   <translation>初回訪問の翌週には、平均で訪問者の%1が再訪しました。</translation>
  </message>
  <message>
   <source>In the month after their first visit, %1 of the visitors came again on average.</source>
   <translation>初回訪問の翌月には、平均で訪問者の%1が再訪しました。</translation>
  </message>
  <message>
   <source>The first period after a first visit is not over yet.</source>
   <translation>初回訪問に続く最初の期間がまだ終わっていません。</translation>
  </message>
  <message>
   <source>Visitors of this site get a new ID every day, so most of them cannot be recognised when they come again, and the true rates are higher. To recognise visitors for longer, let your pages call sparklytics.identify() with an ID of your own: only visitors with such an ID count as returning.</source>
   <translation>このサイトの訪問者には毎日新しいIDが割り当てられるため、再訪しても大半は同じ訪問者と認識できず、実際の割合はこれより高くなります。訪問者をより長く識別するには、独自のIDを指定してページからsparklytics.identify()を呼び出してください。再訪として数えるのは、このIDがある訪問者だけです。</translation>
  </message>
 </context>
 <context>
  <name>rows</name>
  <message numerus="yes">
   <source>Saved %1 rows to %2.</source>
   <translation>
    <numerusform>%1行を「%2」に保存しました。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Saved the first %1 rows to %2.</source>
   <translation>
    <numerusform>先頭の%1行を「%2」に保存しました。</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>rules</name>
  <message>
   <source>Page %1</source>
   <translation>ページ：%1</translation>
  </message>
  <message>
   <source>Page contains %1</source>
   <translation>%1を含むページ</translation>
  </message>
  <message>
   <source>Page starts with %1</source>
   <translation>%1で始まるページ</translation>
  </message>
  <message>
   <source>Page ends with %1</source>
   <translation>%1で終わるページ</translation>
  </message>
  <message>
   <source>Event %1</source>
   <translation>イベント：%1</translation>
  </message>
  <message>
   <source>Event contains %1</source>
   <translation>%1を含むイベント</translation>
  </message>
  <message>
   <source>Event starts with %1</source>
   <translation>%1で始まるイベント</translation>
  </message>
  <message>
   <source>Event ends with %1</source>
   <translation>%1で終わるイベント</translation>
  </message>
 </context>
 <context>
  <name>sample</name>
  <message>
   <source>Explore with sample data</source>
   <translation>サンプルデータで試す</translation>
  </message>
  <message>
   <source>Creating 90 days of sample visits…</source>
   <translation>90日分のサンプルの訪問を作成しています…</translation>
  </message>
 </context>
 <context>
  <name>save_dialog</name>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSVファイル (*.csv)</translation>
  </message>
  <message>
   <source>JSON files (*.json)</source>
   <translation>JSONファイル (*.json)</translation>
  </message>
  <message>
   <source>Parquet files (*.parquet)</source>
   <translation>Parquetファイル (*.parquet)</translation>
  </message>
  <message>
   <source>PNG images (*.png)</source>
   <translation>PNG画像 (*.png)</translation>
  </message>
  <message>
   <source>SVG images (*.svg)</source>
   <translation>SVG画像 (*.svg)</translation>
  </message>
  <message>
   <source>%1 is there already. Replace it?</source>
   <translation>%1はすでに存在します。置き換えますか？</translation>
  </message>
 </context>
 <context>
  <name>saved_reports</name>
  <message>
   <source>Results</source>
   <translation>結果</translation>
  </message>
  <message>
   <source>compared with %1</source>
   <translation>比較：%1</translation>
  </message>
  <message>
   <source>Nothing in these days</source>
   <translation>この期間のデータはありません</translation>
  </message>
  <message>
   <source>The report has no rows.</source>
   <translation>レポートに行がありません。</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>プレビュー</translation>
  </message>
  <message>
   <source>The fields have changed since the last preview.</source>
   <translation>前回のプレビュー以降に項目が変更されました。</translation>
  </message>
  <message>
   <source>No preview</source>
   <translation>プレビューなし</translation>
  </message>
  <message numerus="yes">
   <source>last %1 days</source>
   <translation>
    <numerusform>直近 %1 日間</numerusform>
   </translation>
  </message>
  <message>
   <source>Report</source>
   <translation>レポート</translation>
  </message>
  <message>
   <source>Shows</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Last run</source>
   <translation>最終実行</translation>
  </message>
  <message>
   <source>Saved reports</source>
   <translation>保存したレポート</translation>
  </message>
  <message>
   <source>New report…</source>
   <translation>新しいレポート…</translation>
  </message>
  <message>
   <source>Edit report…</source>
   <translation>レポートを編集…</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>実行</translation>
  </message>
  <message numerus="yes">
   <source>%1 saved reports</source>
   <translation>
    <numerusform>保存したレポート %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No saved reports yet</source>
   <translation>保存したレポートはまだありません</translation>
  </message>
  <message>
   <source>A saved report keeps a question under a name: the figures, their days and filters. It is run here, or by a script.</source>
   <translation>保存したレポートは、指標・期間・フィルターを名前を付けて残したものです。ここから、またはスクリプトから実行できます。</translation>
  </message>
  <message>
   <source>The report %1 has been deleted</source>
   <translation>レポート %1 を削除しました</translation>
  </message>
  <message>
   <source>never</source>
   <translation>未実行</translation>
  </message>
  <message>
   <source>The report has been run</source>
   <translation>レポートを実行しました</translation>
  </message>
 </context>
 <context>
  <name>saving</name>
  <message>
   <source>Could not write %1: %2</source>
   <translation>「%1」に書き込めませんでした：%2</translation>
  </message>
  <message>
   <source>Saved the table as %1.</source>
   <translation>表を「%1」として保存しました。</translation>
  </message>
  <message>
   <source>Save all rows</source>
   <translation>すべての行を保存</translation>
  </message>
 </context>
 <context>
  <name>schedule_dialog</name>
  <message>
   <source>Reports on a schedule</source>
   <translation>スケジュールでのレポート</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>週</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>月</translation>
  </message>
  <message>
   <source>Every</source>
   <translation>間隔</translation>
  </message>
  <message>
   <source>As</source>
   <translation>形式</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>フォルダー</translation>
  </message>
  <message>
   <source>Site</source>
   <translation>サイト</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>再試行</translation>
  </message>
  <message>
   <source>A report of each day, week or month that is over, saved to a folder by itself. Reports are made while Sparklytics runs, also in the tray, and is connected to the server; what was missed is made up for later.</source>
   <translation>終了した日・週・月ごとのレポートを、フォルダーに自動で保存します。Sparklyticsの実行中（トレイでの実行を含む）でサーバーに接続されている間に作成され、作成できなかった分は後で作成されます。</translation>
  </message>
  <message>
   <source>Browse…</source>
   <translation>参照…</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>追加</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Reports of %1</source>
   <translation>%1のレポート</translation>
  </message>
  <message>
   <source>This site is gone: no report is made.</source>
   <translation>このサイトはもうありません。レポートは作成されません。</translation>
  </message>
  <message>
   <source>Made until %1</source>
   <translation>%1まで作成済み</translation>
  </message>
  <message>
   <source>The first one will be made once the server is connected.</source>
   <translation>サーバーに接続されると、最初のレポートが作成されます。</translation>
  </message>
  <message>
   <source>The first one is being made…</source>
   <translation>最初のレポートを作成しています…</translation>
  </message>
  <message>
   <source>The first one will be made shortly.</source>
   <translation>まもなく最初のレポートが作成されます。</translation>
  </message>
  <message>
   <source>Folder of the reports</source>
   <translation>レポートのフォルダー</translation>
  </message>
  <message>
   <source>Enter the whole path of a folder.</source>
   <translation>フォルダーのフルパスを入力してください。</translation>
  </message>
  <message>
   <source>There is such a schedule already.</source>
   <translation>同じスケジュールがすでにあります。</translation>
  </message>
 </context>
 <context>
  <name>segments</name>
  <message>
   <source>Visitors</source>
   <translation>訪問者</translation>
  </message>
  <message>
   <source>Pageviews</source>
   <translation>ページビュー</translation>
  </message>
  <message>
   <source>Bounce rate</source>
   <translation>直帰率</translation>
  </message>
  <message>
   <source>Segment</source>
   <translation>セグメント</translation>
  </message>
  <message>
   <source>Segments</source>
   <translation>セグメント</translation>
  </message>
  <message>
   <source>New segment…</source>
   <translation>新しいセグメント…</translation>
  </message>
  <message>
   <source>Edit segment…</source>
   <translation>セグメントを編集…</translation>
  </message>
  <message>
   <source>Show on the overview</source>
   <translation>概要に表示</translation>
  </message>
  <message numerus="yes">
   <source>%1 segments</source>
   <translation>
    <numerusform>セグメント %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No segments yet</source>
   <translation>セグメントはまだありません</translation>
  </message>
  <message>
   <source>A segment keeps filters under a name, such as visitors from one country who came by a newsletter. Filters that are set can also be saved with the link beside them.</source>
   <translation>セグメントは、ある国からニュースレター経由で来た訪問者などのフィルターを名前を付けて保存したものです。設定中のフィルターは、横のリンクからも保存できます。</translation>
  </message>
  <message>
   <source>The segment %1 has been deleted</source>
   <translation>セグメント %1 を削除しました</translation>
  </message>
  <message>
   <source>before: %1</source>
   <translation>比較値: %1</translation>
  </message>
 </context>
 <context>
  <name>server</name>
  <message>
   <source>Connecting…</source>
   <translation>接続中…</translation>
  </message>
  <message>
   <source>Not connected</source>
   <translation>未接続</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Starting…</source>
   <translation>起動中…</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>実行中</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>停止処理中…</translation>
  </message>
  <message>
   <source>Not running</source>
   <translation>起動していません</translation>
  </message>
 </context>
 <context>
  <name>sessions</name>
  <message>
   <source>Last seen</source>
   <translation>最終アクセス</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>ライブ</translation>
  </message>
  <message>
   <source>Time of the newest event. A visit is live until 30 minutes pass without one.</source>
   <translation>最新のイベントの時刻です。イベントが30分間途絶えるまで、訪問はライブとして扱われます。</translation>
  </message>
  <message>
   <source>Entry page</source>
   <translation>入口ページ</translation>
  </message>
  <message>
   <source>Started</source>
   <translation>開始日時</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Campaign</source>
   <translation>キャンペーン</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>場所</translation>
  </message>
  <message>
   <source>System</source>
   <translation>閲覧環境</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Duration</source>
   <translation>滞在時間</translation>
  </message>
  <message>
   <source>Visit</source>
   <translation>訪問</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>時刻</translation>
  </message>
  <message>
   <source>Page or event</source>
   <translation>ページまたはイベント</translation>
  </message>
  <message>
   <source>one page</source>
   <translation>1ページのみ</translation>
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
   <translation> 時間</translation>
  </message>
  <message>
   <source> days</source>
   <translation>日</translation>
  </message>
  <message>
   <source>Delete events after</source>
   <translation>イベントを削除するまでの期間</translation>
  </message>
  <message>
   <source>Older events leave the database for good.</source>
   <translation>これより古いイベントはデータベースから完全に削除されます。</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>City database</source>
   <translation>市区町村データベース</translation>
  </message>
  <message>
   <source>File in MaxMind's format (MMDB) that regions and cities come from.</source>
   <translation>地域と市区町村の情報元となる、MaxMind形式（MMDB）のファイルです。</translation>
  </message>
  <message>
   <source>Visitor ids</source>
   <translation>訪問者ID</translation>
  </message>
  <message>
   <source>How visitors are told apart without cookies.</source>
   <translation>Cookieを使わずに訪問者を区別する方法です。</translation>
  </message>
  <message>
   <source>By the published formula</source>
   <translation>公開された計算式による</translation>
  </message>
  <message>
   <source>With a secret that is new every day</source>
   <translation>毎日変わる秘密の値による</translation>
  </message>
  <message>
   <source>Memory of the database</source>
   <translation>データベースのメモリ</translation>
  </message>
  <message>
   <source>At most this much, such as 512MB or 2GiB. Large reports are faster with more.</source>
   <translation>使用量の上限です（例：512MB、2GiB）。多いほど大きなレポートが速くなります。</translation>
  </message>
  <message>
   <source>Folder for backups</source>
   <translation>バックアップ先フォルダー</translation>
  </message>
  <message>
   <source>On another disk, if there is one. Without a folder none are made on a schedule.</source>
   <translation>別のディスクがあればそこに。フォルダーがなければ定期バックアップは行われません。</translation>
  </message>
  <message>
   <source>Make a backup every</source>
   <translation>バックアップの間隔</translation>
  </message>
  <message>
   <source>Also after a time off.</source>
   <translation>停止していた後にも行われます。</translation>
  </message>
  <message>
   <source>Backups to keep</source>
   <translation>残すバックアップの数</translation>
  </message>
  <message>
   <source>Older ones are removed.</source>
   <translation>古いものは削除されます。</translation>
  </message>
  <message>
   <source>Remove backups after</source>
   <translation>バックアップを削除するまで</translation>
  </message>
  <message>
   <source>The newest one always stays.</source>
   <translation>最新のものは常に残ります。</translation>
  </message>
  <message>
   <source>Write to the log</source>
   <translation>ログに書き込む内容</translation>
  </message>
  <message>
   <source>Lines below this level are left out.</source>
   <translation>このレベルより低い行は書き込まれません。</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>すべて</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>動作の記録</translation>
  </message>
  <message>
   <source>Warnings and errors</source>
   <translation>警告とエラー</translation>
  </message>
  <message>
   <source>Errors only</source>
   <translation>エラーのみ</translation>
  </message>
  <message>
   <source>Port</source>
   <translation>ポート</translation>
  </message>
  <message>
   <source>The number after the colon in the address of this server.</source>
   <translation>このサーバーのアドレスで、コロンの後に付く番号です。</translation>
  </message>
  <message>
   <source>Any free port</source>
   <translation>空いているポート</translation>
  </message>
  <message>
   <source>Listen on</source>
   <translation>待ち受けるアドレス</translation>
  </message>
  <message>
   <source>“localhost” is this computer only, “all” every network; or one address of this computer.</source>
   <translation>「localhost」はこのコンピューターのみ、「all」はすべてのネットワークです。このコンピューターのアドレスを1つ指定することもできます。</translation>
  </message>
  <message>
   <source>Address for others</source>
   <translation>ほかの人向けのアドレス</translation>
  </message>
  <message>
   <source>Share links begin with it. Set it when visitors reach the server by a name of its own.</source>
   <translation>共有リンクはこのアドレスで始まります。訪問者が独自の名前でサーバーにアクセスする場合に設定します。</translation>
  </message>
  <message>
   <source>Address in the snippet</source>
   <translation>スニペット内のアドレス</translation>
  </message>
  <message>
   <source>The pages you count load the script from here.</source>
   <translation>計測するページは、ここからスクリプトを読み込みます。</translation>
  </message>
  <message>
   <source>Further names of this server</source>
   <translation>このサーバーのほかの名前</translation>
  </message>
  <message>
   <source>Names, one a line, under which requests are answered besides the addresses above.</source>
   <translation>上記のアドレスのほかに応答する名前です（1行に1つ）。</translation>
  </message>
  <message>
   <source>Pages that may read reports</source>
   <translation>レポートを読み取れるページ</translation>
  </message>
  <message>
   <source>Origins, one a line, such as https://example.com, whose scripts may ask this server.</source>
   <translation>このサーバーに問い合わせできるスクリプトのオリジンです（1行に1つ、例：https://example.com）。</translation>
  </message>
  <message>
   <source>Trusted proxies</source>
   <translation>信頼するプロキシ</translation>
  </message>
  <message>
   <source>Addresses or networks, one a line, that are trusted to name a visitor's address.</source>
   <translation>訪問者のアドレスの通知を信頼するアドレスまたはネットワークです（1行に1つ）。</translation>
  </message>
  <message>
   <source>Open connections</source>
   <translation>接続数</translation>
  </message>
  <message>
   <source>At most this many at once. A new one then replaces one that waits.</source>
   <translation>同時接続数の上限です。上限に達すると、新しい接続が待機中の接続に置き換わります。</translation>
  </message>
  <message>
   <source>Connections from one address</source>
   <translation>1つのアドレスからの接続数</translation>
  </message>
  <message>
   <source>Trusted proxies have no such limit.</source>
   <translation>信頼するプロキシには適用されません。</translation>
  </message>
  <message>
   <source>Sign-in</source>
   <translation>サインイン</translation>
  </message>
  <message>
   <source>Who may read the reports and change the sites. Counting needs no sign-in.</source>
   <translation>レポートの閲覧とサイトの変更ができる人です。計測にサインインは必要ありません。</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>A password from the environment</source>
   <translation>環境変数のパスワード</translation>
  </message>
  <message>
   <source>The administrator's password</source>
   <translation>管理者のパスワード</translation>
  </message>
  <message>
   <source>Stay signed in for</source>
   <translation>サインインの有効期間</translation>
  </message>
  <message>
   <source>Then the password is asked for again.</source>
   <translation>その後、もう一度パスワードの入力が必要になります。</translation>
  </message>
  <message>
   <source>Memory to check a password</source>
   <translation>パスワード確認用のメモリ</translation>
  </message>
  <message>
   <source>More makes guessing slower, and signing in as well.</source>
   <translation>多いほど推測に時間がかかりますが、サインインも遅くなります。</translation>
  </message>
  <message>
   <source> KiB</source>
   <translation> KiB</translation>
  </message>
  <message>
   <source>Certificate</source>
   <translation>証明書</translation>
  </message>
  <message>
   <source>File with the whole chain (PEM). A renewed file is loaded without a restart.</source>
   <translation>チェーン全体を含むファイル（PEM）です。更新されたファイルは再起動なしで読み込まれます。</translation>
  </message>
  <message>
   <source>Private key</source>
   <translation>秘密鍵</translation>
  </message>
  <message>
   <source>File of the key of that certificate (PEM), without a passphrase.</source>
   <translation>その証明書の鍵のファイル（PEM、パスフレーズなし）です。</translation>
  </message>
  <message>
   <source>Cookies over HTTPS only</source>
   <translation>CookieをHTTPSのみに限定</translation>
  </message>
  <message>
   <source>The server decides by its own address and the trusted proxies.</source>
   <translation>自動では、サーバーが自身のアドレスと信頼するプロキシから判断します。</translation>
  </message>
  <message>
   <source>Decided by the server</source>
   <translation>サーバーが判断</translation>
  </message>
  <message>
   <source>Always</source>
   <translation>常に</translation>
  </message>
  <message>
   <source>Requests from one address</source>
   <translation>1つのアドレスからのリクエスト</translation>
  </message>
  <message>
   <source>Visits beyond it are refused. A company's network may share one address.</source>
   <translation>超えた分の訪問は拒否されます。会社のネットワークでは1つのアドレスを共有していることがあります。</translation>
  </message>
  <message>
   <source> a minute</source>
   <translation>/分</translation>
  </message>
  <message>
   <source>No limit</source>
   <translation>制限なし</translation>
  </message>
  <message>
   <source>Turn that limit off</source>
   <translation>この制限を無効にする</translation>
  </message>
  <message>
   <source>The same as “No limit” above.</source>
   <translation>上の「制限なし」と同じです。</translation>
  </message>
  <message>
   <source>Addresses kept for that limit</source>
   <translation>この制限のために記憶するアドレス数</translation>
  </message>
  <message>
   <source>The oldest are forgotten first.</source>
   <translation>古いものから忘れられます。</translation>
  </message>
  <message>
   <source>Events per site</source>
   <translation>サイトごとのイベント数</translation>
  </message>
  <message>
   <source>Events beyond it are dropped. A site may have a limit of its own.</source>
   <translation>超えた分のイベントは破棄されます。サイトごとに個別の上限を設定できます。</translation>
  </message>
  <message>
   <source> a second</source>
   <translation>/秒</translation>
  </message>
  <message>
   <source>Waiting events per site</source>
   <translation>サイトごとの待機イベント数</translation>
  </message>
  <message>
   <source>Store events after</source>
   <translation>イベントを保存するまでの時間</translation>
  </message>
  <message>
   <source>The longest time until an event is in the database. It is safe on disk before.</source>
   <translation>イベントがデータベースに入るまでの最長時間です。それより前にディスクには保存されています。</translation>
  </message>
  <message>
   <source>Or after so many events</source>
   <translation>または次のイベント数に達したとき</translation>
  </message>
  <message>
   <source>Then they are stored at once.</source>
   <translation>すぐに保存されます。</translation>
  </message>
  <message>
   <source>Have the disk confirm</source>
   <translation>ディスクへの書き込みの確認</translation>
  </message>
  <message>
   <source>What a power failure may cost: the last moment, nothing, or what was still in memory.</source>
   <translation>停電時に失われうるもの：直前の分、なし、またはメモリに残っていた分。</translation>
  </message>
  <message>
   <source>In short intervals</source>
   <translation>短い間隔で</translation>
  </message>
  <message>
   <source>Every request</source>
   <translation>リクエストごと</translation>
  </message>
  <message>
   <source>Waiting events</source>
   <translation>待機イベント数</translation>
  </message>
  <message>
   <source>Beyond it the server refuses events until there is room.</source>
   <translation>超えると、空きができるまでサーバーはイベントを拒否します。</translation>
  </message>
  <message>
   <source>Events stored at a time</source>
   <translation>一度に保存するイベント数</translation>
  </message>
  <message>
   <source>In one transaction of the database.</source>
   <translation>データベースの1トランザクションあたりの数です。</translation>
  </message>
  <message>
   <source>Requests stored at a time</source>
   <translation>一度に保存するリクエスト数</translation>
  </message>
  <message>
   <source>Try again after</source>
   <translation>再試行までの時間</translation>
  </message>
  <message>
   <source>Time after the first write that failed. It grows with each further one.</source>
   <translation>最初の書き込み失敗後の時間です。失敗するたびに長くなります。</translation>
  </message>
  <message>
   <source>Try again at the latest after</source>
   <translation>再試行までの最長時間</translation>
  </message>
  <message>
   <source>The longest time after writes that failed.</source>
   <translation>書き込み失敗後の最長の待ち時間です。</translation>
  </message>
  <message>
   <source>Open sessions in memory</source>
   <translation>メモリに保持するセッション数</translation>
  </message>
  <message>
   <source>Further ones are read from the database.</source>
   <translation>超えた分はデータベースから読み込まれます。</translation>
  </message>
  <message>
   <source>Fast lane</source>
   <translation>高速処理</translation>
  </message>
  <message>
   <source>Answers ordinary requests by a shorter way. Turn it off only to find a fault.</source>
   <translation>通常のリクエストに短い経路で応答します。問題を調べるときだけ無効にしてください。</translation>
  </message>
  <message>
   <source>Mail server</source>
   <translation>メールサーバー</translation>
  </message>
  <message>
   <source>Sends reports and alerts by e-mail (SMTP).</source>
   <translation>レポートとアラートをメールで送ります（SMTP）。</translation>
  </message>
  <message>
   <source>Port of the mail server</source>
   <translation>メールサーバーのポート</translation>
  </message>
  <message>
   <source>Usually 587 or 465.</source>
   <translation>通常は587または465です。</translation>
  </message>
  <message>
   <source>Encryption of mail</source>
   <translation>メールの暗号化</translation>
  </message>
  <message>
   <source>Mail and password are never sent openly, except to a mail server on this computer.</source>
   <translation>このコンピューター上のメールサーバーを除き、メールとパスワードが暗号化なしで送られることはありません。</translation>
  </message>
  <message>
   <source>By the port</source>
   <translation>ポートに従う</translation>
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
   <translation>なし（このコンピューターのみ）</translation>
  </message>
  <message>
   <source>Sender of mail</source>
   <translation>メールの差出人</translation>
  </message>
  <message>
   <source>Many mail servers accept only an address of their own.</source>
   <translation>多くのメールサーバーは自分のアドレスのみ受け付けます。</translation>
  </message>
  <message>
   <source>User of the mail server</source>
   <translation>メールサーバーのユーザー</translation>
  </message>
  <message>
   <source>Empty when it asks for no sign-in.</source>
   <translation>サインインが不要なら空のままにします。</translation>
  </message>
  <message>
   <source>Password of the mail server</source>
   <translation>メールサーバーのパスワード</translation>
  </message>
  <message>
   <source>Often one that the provider makes for programs. It is stored in the settings file.</source>
   <translation>多くの場合、プロバイダーがプログラム用に発行するものです。設定ファイルに保存されます。</translation>
  </message>
  <message>
   <source>Only pretend to send mail</source>
   <translation>メール送信のふりだけする</translation>
  </message>
  <message>
   <source>Everything else goes on as if it was sent.</source>
   <translation>それ以外は送信されたものとして進みます。</translation>
  </message>
  <message>
   <source>API keys may use SQL</source>
   <translation>API キーに SQL を許可</translation>
  </message>
  <message>
   <source>Keys of the scope admin then read all websites by SQL, as the SQL page does.</source>
   <translation>スコープ admin のキーは、SQL ページと同じように、SQL ですべてのサイトを読み取れます。</translation>
  </message>
  <message>
   <source>Private networks for webhooks</source>
   <translation>Webhook用のプライベートネットワーク</translation>
  </message>
  <message>
   <source>Webhooks reach the public internet alone, and these networks or addresses, one a line.</source>
   <translation>Webhookが届くのは公開インターネットと、ここに1行ずつ書いたネットワークやアドレスだけです。</translation>
  </message>
  <message>
   <source>Look for what is due every</source>
   <translation>確認の間隔</translation>
  </message>
  <message>
   <source>Reports to send, and alerts that fire.</source>
   <translation>送信するレポートと、発火するアラート。</translation>
  </message>
  <message>
   <source> seconds</source>
   <translation> 秒</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>データフォルダー</translation>
  </message>
  <message>
   <source>Where the database, the journal and the log are.</source>
   <translation>データベース、ジャーナル、ログの保存場所です。</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>パスワード</translation>
  </message>
  <message>
   <source>For sign-in with a password from the environment.</source>
   <translation>環境変数のパスワードによるサインイン用です。</translation>
  </message>
  <message>
   <source>Bootstrap password</source>
   <translation>初期設定用パスワード</translation>
  </message>
  <message>
   <source>Needed to set up the administrator from another device.</source>
   <translation>別のデバイスから管理者を設定するときに必要です。</translation>
  </message>
  <message>
   <source>Begin with an empty database</source>
   <translation>空のデータベースで開始</translation>
  </message>
  <message>
   <source>Although the journal belongs to one that is missing.</source>
   <translation>ジャーナルが見つからないデータベースのものであっても開始します。</translation>
  </message>
  <message>
   <source>Operation</source>
   <translation>運用形態</translation>
  </message>
  <message>
   <source>A server in a window is self-hosted. In cloud mode it runs without one.</source>
   <translation>ウィンドウのサーバーはセルフホストです。クラウドモードではウィンドウなしで動作します。</translation>
  </message>
  <message>
   <source>Self-hosted</source>
   <translation>セルフホスト</translation>
  </message>
  <message>
   <source>Cloud</source>
   <translation>クラウド</translation>
  </message>
  <message>
   <source>ClickHouse</source>
   <translation>ClickHouse</translation>
  </message>
  <message>
   <source>Where the events are in cloud mode.</source>
   <translation>クラウドモードでのイベントの保存先です。</translation>
  </message>
  <message>
   <source>PostgreSQL</source>
   <translation>PostgreSQL</translation>
  </message>
  <message>
   <source>Where all but the events is in cloud mode.</source>
   <translation>クラウドモードでのイベント以外のデータの保存先です。</translation>
  </message>
  <message>
   <source>Data and log</source>
   <translation>データとログ</translation>
  </message>
  <message>
   <source>Address and network</source>
   <translation>アドレスとネットワーク</translation>
  </message>
  <message>
   <source>HTTPS</source>
   <translation>HTTPS</translation>
  </message>
  <message>
   <source>Limits that protect the server</source>
   <translation>サーバーを守る制限</translation>
  </message>
  <message>
   <source>Storing</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Mail and webhooks</source>
   <translation>メールとWebhook</translation>
  </message>
  <message>
   <source>Set where the server is started</source>
   <translation>サーバーの起動時に指定する設定</translation>
  </message>
  <message>
   <source>On</source>
   <translation>オン</translation>
  </message>
 </context>
 <context>
  <name>sharing</name>
  <message>
   <source>Pages</source>
   <translation>ページ</translation>
  </message>
  <message>
   <source>Paths, never query strings</source>
   <translation>パスのみ（クエリ文字列は含みません）</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>イベント</translation>
  </message>
  <message>
   <source>Names, never their data</source>
   <translation>名前のみ（イベントのデータは含みません）</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>参照元</translation>
  </message>
  <message>
   <source>Referring sites and campaigns</source>
   <translation>参照元のサイトとキャンペーン</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>国・地域</translation>
  </message>
  <message>
   <source>Countries, regions and cities</source>
   <translation>国、地域、市区町村</translation>
  </message>
  <message>
   <source>Systems</source>
   <translation>閲覧環境</translation>
  </message>
  <message>
   <source>Browsers, operating systems, devices, screens and languages</source>
   <translation>ブラウザ、OS、デバイス、画面サイズ、言語</translation>
  </message>
 </context>
 <context>
  <name>site</name>
  <message>
   <source>No site yet</source>
   <translation>サイトはまだありません</translation>
  </message>
  <message>
   <source>Ask an owner or an admin of the tenant to add one.</source>
   <translation>テナントのオーナーまたは管理者に追加を依頼してください。</translation>
  </message>
  <message>
   <source>Add a site to see who visits it, or look around with sample data.</source>
   <translation>サイトを追加して訪問者を確認するか、サンプルデータで機能を試してみてください。</translation>
  </message>
  <message>
   <source>Add site…</source>
   <translation>サイトを追加…</translation>
  </message>
 </context>
 <context>
  <name>snippets</name>
  <message>
   <source>Direct</source>
   <translation>直接</translation>
  </message>
  <message>
   <source>First-party path</source>
   <translation>ファーストパーティ経由</translation>
  </message>
  <message>
   <source>Paste this line into every page, before &lt;/head&gt;.</source>
   <translation>この行を、すべてのページの&lt;/head&gt;の直前に貼り付けてください。</translation>
  </message>
  <message>
   <source>Served from your own domain, so ad blockers let it through. Your web server forwards %1 to this server: see Caddy and nginx.</source>
   <translation>ご自分のドメインから配信されるため、広告ブロッカーに遮断されません。Webサーバーで%1をこのサーバーに転送する必要があります。設定例は「Caddy」と「nginx」をご覧ください。</translation>
  </message>
  <message>
   <source>Add this to the block of the site in your Caddyfile, then use the first-party snippet.</source>
   <translation>これをCaddyfileの該当サイトのブロックに追加してから、ファーストパーティ経由のスニペットを使ってください。</translation>
  </message>
  <message>
   <source>Add this to the server block of the site in nginx, then use the first-party snippet.</source>
   <translation>これをnginxの該当サイトのserverブロックに追加してから、ファーストパーティ経由のスニペットを使ってください。</translation>
  </message>
 </context>
 <context>
  <name>steps</name>
  <message>
   <source>Steps of the funnel</source>
   <translation>ファネルのステップ</translation>
  </message>
  <message>
   <source>Nobody took the first step</source>
   <translation>最初のステップへの到達はありません</translation>
  </message>
  <message>
   <source>No session of these days reached it. Choose other days, or remove a filter.</source>
   <translation>この期間に、最初のステップに到達したセッションはありません。別の日を選ぶか、フィルターを解除してください。</translation>
  </message>
  <message numerus="yes">
   <source>%1 of %2 sessions went all the way: %3</source>
   <translation>
    <numerusform>%2セッションのうち%1セッションが最後まで到達：%3</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>story</name>
  <message numerus="yes">
   <source>%1 visitors yesterday.</source>
   <translation>
    <numerusform>昨日の訪問者は%1人でした。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, %2 more than on a usual %3.</source>
   <translation>
    <numerusform>昨日の訪問者は%1人で、いつもの%3より%2人多くなりました。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, %2 fewer than on a usual %3.</source>
   <translation>
    <numerusform>昨日の訪問者は%1人で、いつもの%3より%2人少なくなりました。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 visitors yesterday, as many as on a usual %3.</source>
   <translation>
    <numerusform>昨日の訪問者は%1人で、いつもの%3と同じでした。</numerusform>
   </translation>
  </message>
  <message>
   <source>Most came directly.</source>
   <translation>半数以上が直接の訪問でした。</translation>
  </message>
  <message>
   <source>Most came from %1.</source>
   <translation>半数以上が%1からの訪問でした。</translation>
  </message>
  <message>
   <source>The strongest source was %1.</source>
   <translation>最も多い参照元は%1でした。</translation>
  </message>
 </context>
 <context>
  <name>subscriptions</name>
  <message>
   <source>Report</source>
   <translation>レポート</translation>
  </message>
  <message>
   <source>When</source>
   <translation>いつ</translation>
  </message>
  <message>
   <source>To</source>
   <translation>宛先</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>次回</translation>
  </message>
  <message>
   <source>Subscriptions</source>
   <translation>定期レポート</translation>
  </message>
  <message>
   <source>New subscription…</source>
   <translation>新しい定期レポート…</translation>
  </message>
  <message>
   <source>Edit subscription…</source>
   <translation>定期レポートを編集…</translation>
  </message>
  <message numerus="yes">
   <source>%1 subscriptions</source>
   <translation>
    <numerusform>定期レポート %1 件</numerusform>
   </translation>
  </message>
  <message>
   <source>No subscriptions yet</source>
   <translation>定期レポートはまだありません</translation>
  </message>
  <message>
   <source>A subscription sends a report every day, week or month: by e-mail, or to Slack, Discord, ntfy or a program of yours. The server sends it, so it has to run at that time; what it missed is sent later.</source>
   <translation>定期レポートは、毎日・毎週・毎月、メールまたはSlack、Discord、ntfy、自作プログラムへレポートを送ります。送信するのはサーバーなので、その時刻に動いている必要があります。逃した分は後で送られます。</translation>
  </message>
  <message>
   <source>The subscription %1 has been deleted</source>
   <translation>定期レポート「%1」を削除しました</translation>
  </message>
  <message>
   <source>never</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>at %1, %2</source>
   <translation>%1、%2</translation>
  </message>
  <message>
   <source>webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>last: %1</source>
   <translation>前回: %1</translation>
  </message>
  <message>
   <source>%1 to %2</source>
   <translation>%1 → %2</translation>
  </message>
  <message>
   <source>Whole site</source>
   <translation>サイト全体</translation>
  </message>
  <message>
   <source>A report that no longer exists</source>
   <translation>もう存在しないレポート</translation>
  </message>
  <message>
   <source>Send now</source>
   <translation>今すぐ送信</translation>
  </message>
  <message>
   <source>Every day</source>
   <translation>毎日</translation>
  </message>
  <message>
   <source>Every week</source>
   <translation>毎週</translation>
  </message>
  <message>
   <source>Every month</source>
   <translation>毎月</translation>
  </message>
 </context>
</TS>
