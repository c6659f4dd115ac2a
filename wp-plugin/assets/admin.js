/**
 * The page RunCloud: has RunCloud asked after the page has come, posts its buttons without leaving it, and
 * follows a sync. Without this script the buttons work as plain forms.
 */
( function () {
	'use strict';

	var texts = window.runcloudAdmin;
	var page = document.getElementById( 'runcloud' );
	var POLL = 2000;

	function speak( text ) {
		window.wp.a11y.speak( text );
	}

	/** Posts a form or an action; resolves to what the server said. */
	function post( url, body ) {
		return fetch( url, {
			method: 'POST',
			body: body,
			credentials: 'same-origin',
			headers: { Accept: 'application/json' },
		} ).then( function ( reply ) {
			if ( ! reply.ok || ! ( reply.headers.get( 'Content-Type' ) || '' ).includes( 'json' ) ) {
				throw new Error( 'no answer' );
			}
			return reply.json();
		} );
	}

	/** Shows what the server said; its HTML is escaped there. */
	function say( html ) {
		document.getElementById( 'runcloud-said' ).innerHTML = html;
	}

	function sayFailed() {
		var notice = document.createElement( 'div' );
		notice.className = 'notice notice-error inline';
		notice.appendChild( document.createElement( 'p' ) ).textContent = texts.failed;
		document.getElementById( 'runcloud-said' ).replaceChildren( notice );
	}

	/** What a form does, and to what. */
	function named( form ) {
		return form.elements.do.value + ' ' + ( form.elements.about ? form.elements.about.value : '' );
	}

	/** Where the focus is, in words that find it again when its part was replaced. */
	function focused() {
		var element = document.activeElement;
		if ( ! element || ! page.contains( element ) ) {
			return null;
		}
		var form = element.closest( '.runcloud-action' );
		return {
			id: element.id,
			// Links are found again by where they lead.
			href: element.getAttribute( 'href' ),
			action: form ? named( form ) : '',
		};
	}

	function focusAgain( was ) {
		if ( ! was || document.activeElement !== document.body ) {
			return;
		}
		var found = was.id ? document.getElementById( was.id ) : null;
		page.querySelectorAll( '.runcloud-action' ).forEach( function ( form ) {
			if ( was.action && was.action === named( form ) ) {
				found = form.querySelector( 'button' );
			}
		} );
		page.querySelectorAll( 'a[href]' ).forEach( function ( link ) {
			if ( ! found && was.href && was.href === link.getAttribute( 'href' ) ) {
				found = link;
			}
		} );
		( found || document.getElementById( 'runcloud-said' ) ).focus( { preventScroll: true } );
	}

	var asked = 0;
	var shown = {};

	/**
	 * Puts parts of the page as it is now in place, all unless named; a search that is being typed stays.
	 */
	function renew( parts ) {
		var number = ++asked;
		return fetch( window.location.href, { credentials: 'same-origin' } ).then( function ( reply ) {
			if ( ! reply.ok ) {
				throw new Error( 'no answer' );
			}
			return reply.text();
		} ).then( function ( html ) {
			var fresh = new DOMParser().parseFromString( html, 'text/html' ).getElementById( 'runcloud' );
			if ( ! fresh ) {
				throw new Error( 'no page' );
			}
			var was = focused();
			var search = page.querySelector( 'input[type=search]' );
			fresh.querySelectorAll( '[data-part]' ).forEach( function ( part ) {
				// One that was asked for later may have come earlier.
				if ( ( parts && ! parts.includes( part.dataset.part ) ) || number < ( shown[ part.dataset.part ] || 0 ) ) {
					return;
				}
				shown[ part.dataset.part ] = number;
				var old = page.querySelector( '[data-part="' + part.dataset.part + '"]' );
				var now = document.importNode( part, true );
				old.replaceWith( now );
				var field = now.querySelector( 'input[type=search]' );
				if ( field && search ) {
					field.replaceWith( search );
				}
			} );
			page.toggleAttribute( 'data-busy', fresh.hasAttribute( 'data-busy' ) );
			showAsking();
			showRunning();
			focusAgain( was );
		} );
	}

	var asking = {};

	/** Shows beside each part whether RunCloud is being asked for it. */
	function showAsking() {
		page.querySelectorAll( '[data-asking]' ).forEach( function ( element ) {
			element.hidden = ! asking[ element.dataset.asking ];
		} );
	}

	function refresh( part ) {
		var body = new FormData();
		body.append( 'do', 'refresh' );
		body.append( 'about', part );
		body.append( '_wpnonce', page.querySelector( 'input[name=_wpnonce]' ).value );
		asking[ part ] = true;
		showAsking();
		return post( page.querySelector( '.runcloud-action' ).action, body ).catch( sayFailed ).then( function () {
			delete asking[ part ];
			return renew();
		} ).catch( sayFailed );
	}

	var working = 0;

	/** Says while something is under way that the page is not yet as it will be. */
	function whileBusy( promise ) {
		working++;
		page.setAttribute( 'aria-busy', 'true' );
		return promise.then( function () {
			working--;
			page.setAttribute( 'aria-busy', working > 0 ? 'true' : 'false' );
		} );
	}

	/** Has RunCloud asked for what is old: names need the connection's facts, domains need nobody. */
	function refreshStale( stale ) {
		var chain = Promise.resolve();
		var all = [];
		stale.forEach( function ( part ) {
			if ( 'domains' === part ) {
				all.push( refresh( part ) );
			} else {
				chain = chain.then( function () {
					return refresh( part );
				} );
			}
		} );
		return whileBusy( Promise.all( all.concat( chain ) ) );
	}

	var timer = 0;

	/** Follows what goes on in the background, while somebody looks; the table comes anew at its end. */
	function follow() {
		window.clearTimeout( timer );
		if ( ! page.hasAttribute( 'data-busy' ) ) {
			return;
		}
		timer = window.setTimeout( function () {
			if ( document.hidden ) {
				follow();
				return;
			}
			renew( [ 'attention', 'panels' ] ).then( function () {
				if ( page.hasAttribute( 'data-busy' ) ) {
					follow();
					return;
				}
				speak( texts.synced );
				return refreshStale( [ 'domains' ] );
				// Once is enough: who comes back reloads.
			} ).catch( sayFailed );
		}, POLL );
	}

	var running = {};

	/** Keeps the buttons held whose work is under way, also when they were made anew. */
	function showRunning() {
		page.querySelectorAll( '.runcloud-action' ).forEach( function ( form ) {
			var button = form.querySelector( 'button' );
			var isHeld = !! running[ named( form ) ];
			button.toggleAttribute( 'data-held', isHeld );
			button.setAttribute( 'aria-disabled', isHeld ? 'true' : 'false' );
		} );
	}

	document.addEventListener( 'submit', function ( event ) {
		var form = event.target.closest( '.runcloud-action' );
		if ( ! form || ! page ) {
			return;
		}
		event.preventDefault();
		var name = named( form );
		if ( running[ name ] || ( form.dataset.confirm && ! window.confirm( form.dataset.confirm ) ) ) {
			return;
		}
		var action = form.elements.do.value;
		running[ name ] = true;
		showRunning();
		whileBusy( post( form.action, new FormData( form ) ).then( function ( answer ) {
			say( answer.html );
			return 'retry' === action || 'remove' === action ? refreshStale( [ 'domains' ] ) : renew();
		} ).catch( sayFailed ).then( function () {
			delete running[ name ];
			showRunning();
			follow();
		} ) );
	} );

	// A notice that is closed stays closed, for this person.
	document.addEventListener( 'click', function ( event ) {
		var notice = event.target.closest( '.notice-dismiss' ) && event.target.closest( '[data-runcloud-dismiss]' );
		if ( notice ) {
			var body = new FormData();
			body.append( 'do', 'dismiss' );
			body.append( 'about', notice.dataset.runcloudDismiss );
			body.append( '_wpnonce', notice.dataset.nonce );
			post( notice.dataset.url, body ).catch( function () {} );
		}
	} );

	if ( page ) {
		var stale = page.dataset.stale.split( ' ' ).filter( Boolean );
		refreshStale( stale ).then( function () {
			if ( stale.length ) {
				speak( texts.updated );
			}
			follow();
		} );
	}
} )();
