/** Refusals over HTTP: problems (RFC 9457) and the pages that explain them. */
@NullMarked
package fr.dmp.refusal.web;

import org.jspecify.annotations.NullMarked;
