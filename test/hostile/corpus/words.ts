/**
 * What an attacker writes wherever a mail, a file, a key or a query lets him choose the words. `run` stands for a script that tells
 * that it ran.
 */
export const hostileWords: Readonly<Record<string, string>> = {
  'ends of elements': "</title></style></textarea></noscript></pre></code></bdi></main><script>owned('words')</script>",
  'ends of a value': '"><img src=x onerror=owned(\'words\')><a b="',
  'ends of a value in single quotation marks': "' onmouseover='owned(1)' autofocus onfocus='owned(1)' x='",
  'a drawing': "<svg/onload=owned('words')><math><mtext><style><img src=x onerror=owned('words')>",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what an attacker of templates writes
  templates: '${owned(1)} {{constructor.constructor("owned(1)")()}} <%= owned(1) %> #{owned(1)} $& $1 $`',
  'remarks, CDATA and entities': '<!--> --!> ]]> <![CDATA[ %3Cscript%3E &lt;script&gt; &#60;script&#62; &amp;lt; &colon;',
  'ends of data': '</script><!--<script>{"a":"\\u003cscript\\u003e"}\u2028\u2029',
  'an address of a script': 'javascript:owned(1)//',
  'an address from elsewhere': 'http://words.evil.localhost/x.png //words.evil.localhost/y',
  'control characters and sequences for terminals':
    'a\u0000\u0008\u001b]0;owned\u0007\u001b[2J\u009b31m\u009d0;owned\u009c\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007\u007f',
  'line ends': 'first\r\nX-Injected: 1\r\n\r\n<b>second\u000b\u000c\u0085\u2028\u2029third',
  'overrides and isolates that nobody ends': '\u202egnp.exe \u2066\u2067\u2068\u202a\u202b moved',
  'ends of isolates that nobody began': 'pop\u2069\u202c\u2069\u202cped \u202egnp.exe',
  'what is not seen': 'pay\u200bpal\u00ad\ufeff\u2060\u180e\u3164\uffa0\u115f\u{e0041}\u{e007f}\u034f',
  'marks without end': `H${'\u0300\u0489\u0327'.repeat(400)}i`,
  'letters that look like others': 'раураl.example ɡoogle.example аррӏе.example ｐａｙｐａｌ.example',
  'half a character': '\ud83d half \udc00',
  'non-characters': '\ufffe\uffff\ufdd0\u{1ffff}',
  'wide and tall letters': '\u{12219}\ufdfd\u0bf5\u2e3b',
  'a formula': '=HYPERLINK("http://evil.example","x")',
  'formulas behind what is passed over': "\t=cmd|' /C calc'!A0;\"+1\r-2,@SUM(1)|=1",
  'a From line': 'x\nFrom eve@evil.example Thu Jan  1 00:00:00 1970\nSubject: injected\n\nx',
  'a query': 'from:x" OR -verdict:verified ( "',
  'a path': '../../../../etc/passwd %2e%2e%2f ..\\..\\x',
  'names of an object': '__proto__ constructor toString',
  'a format': '%s %n %x {0} %00 \\x00 \\',
};

/** Domains that look like another, or that break what is written around them. */
export const hostileDomains: readonly string[] = [
  'раураl.example',
  'xn--80aa0cbo65f.example',
  'p\u0430ypal.example',
  'ɡoogle.example',
  'аррӏе.example',
  'evil.example\u3002bank.example',
  'bank.example\uff0fevil.example',
  'ｂａｎｋ.example',
  'bank\u0327.example',
];
