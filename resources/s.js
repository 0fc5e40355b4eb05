// Browser tracker: counts page views and the events a site sends. No cookies, no dependencies, no build step.
// It never throws into the page, and stays quiet when it cannot work. The manual is docs/tracker.md.
// Pages get it shortened, at most 2,048 bytes gzipped. app/resources.py says how, and which rules that sets for this file.
// Short names: safe values read name script settings website others websites endpoint depths queue settling leaving
// Short names: lastPage lastPath depthsAhead listen isText value allowed jsonOf item all code post isRetry retry seconds
// Short names: answer flush payload fields utmOf tags get tag campaign query stored view replaces again page path json
// Short names: data calls event link target inside add depth
{
  // From the window, because a variable of the page (`let screen = null`) hides the plain name.
  const { navigator, screen, history, navigation, fetch } = window;

  const safe = task => (...values) => {
    try {
      return task(...values);
    } catch {}
  };

  // A form or an image of the page named like a property hides that property of the document.
  const read = name => Reflect.get(Document.prototype, name, document);

  safe(() => {
    const script = read('currentScript'), settings = script.dataset, website = settings.websiteId;
    // The calls of another snippet on the page, or of the stub that keeps calls until the script has loaded. An element
    // with the id "sparklytics" is neither.
    const others = window.sparklytics || {}, websites = others.ids || [];
    if (!website || websites.includes(website)) return;

    const endpoint = (settings.apiHost || script.src.replace(/[^/]*(\?.*)?$/, '')).replace(/\/*$/, '/e');
    const depths = (settings.trackScrollDepth || '').replace('true', '25,50,75,100').split(',')
      .map(depth => parseInt(depth)).filter(depth => depth > 0);

    // Payloads leave in the order of their events; they wait while a new page settles or is only prerendered.
    const queue = [];
    let settling, leaving, lastPage, lastPath, depthsAhead, referrer = read('referrer') || undefined;

    // A capturing listener of the window runs before anything that stops an event on its way.
    const listen = (type, listener) => window.addEventListener(type, safe(listener), true);

    const isText = value => value && typeof value == 'string';

    // Asked before each send: a privacy signal or data-disabled may change while the page is open.
    const allowed = () => settings.disabled != 'true' && (settings.respectDnt == 'false' ||
      !/1|yes/.test(navigator.doNotTrack) && !navigator.globalPrivacyControl);

    // JSON of any value: BigInts as text, without halves of surrogate pairs, which are not valid in JSON.
    const jsonOf = value => (JSON.stringify(value, (key, item) => typeof item == 'bigint' ? '' + item : item) || '')
      .replace(/\\(ud[89a-f]..|.)/g, (all, code) => code[1] ? '' : all);

    // A string body is text/plain, which another origin takes without a preflight. Beacons are for the moment of
    // leaving only: blockers often stop them, and they do not tell the answer.
    const post = safe((body, isRetry) => {
      if (!allowed() || leaving && navigator.sendBeacon(endpoint, body)) return;
      // seconds: text of a Retry-After header, if there is one, or the error of a network failure.
      const retry = seconds => isRetry || setTimeout(post, Math.min(seconds > 2 ? seconds : 2, 60) * 1000, body, true);
      fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' })
        .then(answer => /429|503/.test(answer.status) && retry(answer.headers.get('Retry-After')), retry);
    });

    const flush = () => {
      if (read('prerendering')) return;
      settling = clearTimeout(settling);
      // Each event alone: one that cannot be sent must not take the others along.
      queue.splice(0).forEach(safe(payload => post(jsonOf(payload))));
    };

    const add = (type, fields) => {
      queue.push({
        website_id: website,
        type,
        url: location.href,
        referrer,
        language: navigator.language,
        visitor_id: safe(() => localStorage.sparklytics_visitor_id)(),
        ...fields
      });
      settling || flush();
    };

    const utmOf = get => {
      const tags = {};
      ['source', 'medium', 'campaign', 'term', 'content'].forEach(tag => {
        const name = 'utm_' + tag;
        isText(get(name)) && (tags[name] = get(name));
      });
      return tags;
    };

    // Campaign parameters of this address, else those the tab came with. Checked when read: pages can write there too.
    const campaign = safe(() => {
      const query = new URLSearchParams(location.search);
      const json = jsonOf(utmOf(name => query.get(name)));
      if (json[2]) sessionStorage._spl_utm = json;
      const stored = JSON.parse(sessionStorage._spl_utm);
      return utmOf(name => stored[name]);
    });

    // replaces: the address was replaced. Typing into a search field does that with each key, so only another path
    // makes it a view.
    const view = safe((replaces, again) => {
      const page = location.href.split(settings.hashRouting ? '\n' : '#')[0], path = page.split('?')[0];
      leaving = false;
      if (!allowed() || page == lastPage && !again) return;
      lastPage = page;
      if (replaces && path == lastPath) return;
      depthsAhead = depths;
      flush();
      if (lastPath) {
        // The visitor came to the first page only. Titles follow the address a little later: wait for them.
        referrer = undefined;
        settling = setTimeout(flush, 300);
      }
      lastPath = path;
      add('pageview', {
        // Read when the payload leaves; a page that was left before it settled has the title of neither.
        title: { toJSON: () => page == lastPage && read('title').slice(0, 512) || undefined },
        screen: screen.width + 'x' + screen.height,
        screen_width: screen.width,
        screen_height: screen.height,
        ...campaign()
      });
    });

    // data: an object of at most 4,096 bytes as JSON, the limit of the server; anything but an object is left out.
    const track = safe((name, data) => {
      const json = jsonOf(data);
      if (!isText(name) || new Blob([json]).size > 4096) return;
      add('event', { event_name: name.slice(0, 50), event_data: /^{/.test(json) ? JSON.parse(json) : undefined });
    });

    const calls = window.sparklytics = {
      ids: [...websites, website],
      track: (name, data) => track(name, data) || websites[0] && others.track(name, data),
      identify: safe(id => {
        // A number is an id as well.
        if (/^[snb]/.test(typeof id) && /^.{1,64}$/s.test(id) && allowed()) localStorage.sparklytics_visitor_id = id;
      }),
      reset: safe(() => delete localStorage.sparklytics_visitor_id)
    };

    ['pushState', 'replaceState'].forEach(name => {
      const original = history[name];
      history[name] = (...values) => {
        const data = original.apply(history, values);
        view(name > 'q');
        return data;
      };
    });
    // Only pageshow has `persisted`: the page comes from the browser's memory.
    ['popstate', 'hashchange', 'pageshow'].forEach(type => listen(type, event => view(0, event.persisted)));
    listen('prerenderingchange', flush);
    listen('pagehide', () => {
      leaving = true;
      flush();
    });
    // Sites that navigate by the Navigation API touch no method of history.
    safe(() => navigation.addEventListener('currententrychange', event => view(event.navigationType == 'replace')))();

    // composedPath sees links inside shadow roots. A link inside SVG has no address of its own, only the attribute.
    const onClick = event => {
      const link = event.composedPath().find(node => /^a(rea)?$/i.test(node.tagName));
      const href = link.getAttribute('href') || '';
      if (event.button > 1 || /^\s*(#|javascript:|$)/i.test(href)) return;
      const target = safe(() => new URL(href, read('baseURI')))() || { href }, inside = target.origin == location.origin;
      const external = !inside && !/^(mailto|tel):/.test(target.href) || undefined;
      if (settings.trackLinks == 'true' || external && settings.trackLinks == 'outbound') track('link_click', {
        href: inside ? target.pathname + target.search + target.hash : target.href,
        text: link.textContent.replace(/\s+/g, ' ').trim().slice(0, 100) || undefined,
        external
      });
    };
    settings.trackLinks && ['click', 'auxclick'].forEach(type => listen(type, onClick));

    // `track` returns nothing, so a depth that was sent is no longer ahead.
    if (depths.length) listen('scroll', () => {
      const room = read('scrollingElement').scrollHeight - window.innerHeight,
        reached = Math.round(window.scrollY / room * 100);
      if (room > 0) depthsAhead = depthsAhead.filter(depth => depth > reached || track('scroll_depth', { depth }));
    });

    // Names and target of the form only; never what was typed.
    if (settings.trackForms == 'true') listen('submit', event => {
      const attribute = name => event.target.getAttribute(name) || undefined;
      track('form_submit', {
        form_id: attribute('id'),
        form_name: attribute('name'),
        action: /^\s*(#|javascript:|$)/i.test(attribute('action')) ? undefined : attribute('action')
      });
    });

    view();
    // The stub keeps calls as [name, arguments]. Nothing may follow: without a stub this ends the task.
    others.queue.forEach(([name, values]) => calls[name](...values));
  })();
}
