/** The care history over HTTP. */
@NullMarked
package fr.dmp.claims.web;

import org.jspecify.annotations.NullMarked;
