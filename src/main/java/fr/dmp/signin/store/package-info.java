/** The tables of sign-in. */
@NullMarked
package fr.dmp.signin.store;

import org.jspecify.annotations.NullMarked;
