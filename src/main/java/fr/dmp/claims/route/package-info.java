/** Binds the inbox's routes. */
@NullMarked
package fr.dmp.claims.route;

import org.jspecify.annotations.NullMarked;
